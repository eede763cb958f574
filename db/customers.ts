import type pg from 'pg';
import type { Client } from '../domain/uon-shapes.ts';
import { inTransaction } from './transaction.ts';

export interface CustomerSighting {
  readonly enterprise: string;
  readonly phoneE164: string;
  readonly client: Client;
  /** U-ON is the first source of names: what it says replaces what is there, else it fills what is empty. */
  readonly overwriteNames: boolean;
}

/**
 * Notes that U-ON knows a number as this client: the row of the number gains U-ON's id, and the names go to every row
 * of the same person (same `person_uid`, or this id in common). An empty name never replaces one.
 */
export async function noteCustomer(
  pool: pg.Pool,
  { enterprise, phoneE164, client, overwriteNames }: CustomerSighting,
): Promise<void> {
  await inTransaction(pool, async (tx) => {
    await tx.query(
      `insert into customers (enterprise_number, phone_e164, meta)
       values ($1, $2, jsonb_build_object('ids', jsonb_build_object('uon', jsonb_build_array($3::text)), 'person_uid', $4::text))
       on conflict (enterprise_number, phone_e164) do nothing`,
      [enterprise, phoneE164, client.id, `uon:${client.id}`],
    );
    await tx.query(
      `update customers
          set meta = meta
            || jsonb_build_object('ids', coalesce(meta -> 'ids', '{}') || jsonb_build_object('uon',
                 case when coalesce(meta -> 'ids' -> 'uon', '[]') @> jsonb_build_array($3::text)
                      then meta -> 'ids' -> 'uon'
                      else coalesce(meta -> 'ids' -> 'uon', '[]') || jsonb_build_array($3::text) end))
            || jsonb_build_object('person_uid', coalesce(nullif(meta ->> 'person_uid', ''), $4::text))
        where enterprise_number = $1 and phone_e164 = $2`,
      [enterprise, phoneE164, client.id, `uon:${client.id}`],
    );
    await tx.query(
      `update customers as c
          set last_name = ${choice('last_name', '$4')}, first_name = ${choice('first_name', '$5')},
              middle_name = ${choice('middle_name', '$6')}, company = ${choice('company', '$7')},
              updated_at = clock_timestamp()
         from customers as seen
        where seen.enterprise_number = $1 and seen.phone_e164 = $2 and c.enterprise_number = $1
          and (c.phone_e164 = $2 or c.meta ->> 'person_uid' = seen.meta ->> 'person_uid'
               or c.meta -> 'ids' -> 'uon' @> jsonb_build_array($3::text))`,
      [
        enterprise,
        phoneE164,
        client.id,
        client.surname,
        client.name,
        client.patronymic,
        client.company,
        overwriteNames,
      ],
    );
  });
}

/** The name to keep: U-ON's where it may overwrite, else only where there is none. */
function choice(column: string, given: string): string {
  return `case when $8 then coalesce(nullif(${given}::text, ''), c.${column})
               else coalesce(nullif(c.${column}, ''), nullif(${given}::text, '')) end`;
}
