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

/** How U-ON told a name: to a question of ours, or by a webhook. */
export type NameTold = 'asked' | 'webhook';

/** Names as U-ON has them: null was not told, '' is told to be empty. */
export type Names = Readonly<Record<'surname' | 'name' | 'patronymic' | 'company', string | null>>;

/**
 * Notes that U-ON knows a number as this client: the row of the number gains U-ON's id, and the names go to every row
 * of the same person.
 */
export async function noteCustomer(
  pool: pg.Pool,
  { enterprise, phoneE164, client, overwriteNames }: CustomerSighting,
): Promise<void> {
  await inTransaction(pool, async (tx) => {
    await lockCustomers(tx, enterprise);
    await addClientToNumber(tx, { enterprise, phoneE164, clientId: client.id });
    await nameEverywhere(tx, { enterprise, clientId: client.id, names: client, overwriteNames, told: 'asked' });
  });
}

/**
 * One at a time changes the customers of an enterprise: what is written of a row depends on the clients that it has, and two
 * who change rows of the same numbers would wait for each other.
 */
export async function lockCustomers(tx: pg.PoolClient, enterprise: string): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('customers/' || $1::text, 0))`, [enterprise]);
}

/** The row of a number, made if there is none, gains U-ON's id; the person is this client where it was nobody. */
export async function addClientToNumber(
  tx: pg.PoolClient,
  { enterprise, phoneE164, clientId }: { enterprise: string; phoneE164: string; clientId: string },
): Promise<void> {
  await tx.query(
    `insert into customers (enterprise_number, phone_e164, meta)
     values ($1, $2, jsonb_build_object('ids', jsonb_build_object('uon', jsonb_build_array($3::text)), 'person_uid', $4::text))
     on conflict (enterprise_number, phone_e164) do nothing`,
    [enterprise, phoneE164, clientId, `uon:${clientId}`],
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
    [enterprise, phoneE164, clientId, `uon:${clientId}`],
  );
}

export interface Naming {
  readonly enterprise: string;
  readonly clientId: string;
  readonly names: Names;
  readonly overwriteNames: boolean;
  readonly told: NameTold;
  /** All numbers that the client has, where that is known: a row of any other that somebody else has too is that one's by now. */
  readonly allPhones?: readonly string[] | null;
}

/**
 * Writes a client's names to every row of the person: those with its id, and those that share with one of them a
 * `person_uid` that is not another client's. Where they overwrite, they are taken together, so that no row has one person's
 * surname and another's patronymic; a client without any name replaces none. A name that changes is noted with where it came from.
 */
export async function nameEverywhere(
  tx: pg.PoolClient,
  { enterprise, clientId, names, overwriteNames, told, allPhones = null }: Naming,
): Promise<void> {
  await tx.query(
    `with own as (
       select phone_e164, nullif(meta ->> 'person_uid', '') as person from customers
        where enterprise_number = $1 and meta -> 'ids' -> 'uon' @> jsonb_build_array($2::text))
     update customers as c
        set last_name = ${choice('last_name', '$3')}, first_name = ${choice('first_name', '$4')},
            middle_name = ${choice('middle_name', '$5')}, company = ${choice('company', '$6')},
            sources = c.sources || jsonb_strip_nulls(jsonb_build_object(
              'last_name', ${source('last_name', '$3')}, 'first_name', ${source('first_name', '$4')},
              'middle_name', ${source('middle_name', '$5')}, 'company', ${source('company', '$6')})),
            updated_at = clock_timestamp()
      where c.enterprise_number = $1
        and (c.phone_e164 in (select phone_e164 from own)
             or c.meta ->> 'person_uid' in (
               select person from own where person = 'uon:' || $2::text or not starts_with(person, 'uon:')))
        and ($8::text[] is null or c.phone_e164 = any ($8)
             or jsonb_array_length(coalesce(c.meta -> 'ids' -> 'uon', '[]') - $2::text) = 0)`,
    [enterprise, clientId, names.surname, names.name, names.patronymic, names.company, overwriteNames, allPhones, told],
  );
}

/** The name to keep: U-ON's where it was told and may overwrite, else only where there is none. */
function choice(column: string, given: string): string {
  return `case when $7 and ${given}::text is not null and concat($3::text, $4::text, $5::text, $6::text) <> ''
               then nullif(${given}::text, '')
               else coalesce(nullif(c.${column}, ''), nullif(${given}::text, '')) end`;
}

/** Where a name came from, if it changes; else null, and what was noted stays. */
function source(column: string, given: string): string {
  return `case when ${choice(column, given)} is distinct from c.${column}
               then jsonb_build_object('client', $2::text, 'told', $9::text, 'at', clock_timestamp()) end`;
}

/** A row of ours, as services are told it. */
export interface Customer {
  readonly phone_e164: string;
  readonly last_name: string | null;
  readonly first_name: string | null;
  readonly middle_name: string | null;
  readonly company: string | null;
  readonly meta: Readonly<Record<string, unknown>>;
}

/** Our own rows of a number. */
export async function customersOf(pool: pg.Pool, enterprise: string, phoneE164: string): Promise<readonly Customer[]> {
  const { rows } = await pool.query<Customer>(
    `select phone_e164, last_name, first_name, middle_name, company, meta from customers
      where enterprise_number = $1 and phone_e164 = $2`,
    [enterprise, phoneE164],
  );
  return rows;
}
