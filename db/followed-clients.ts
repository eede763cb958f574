import type pg from 'pg';
import type { ClientCard } from '../domain/webhooks/client-card.ts';
import { dropLists } from './client-lists.ts';
import { addClientToNumber, lockCustomers, nameEverywhere } from './customers.ts';
import { DROP, noteDrops } from './drops.ts';
import { inTransaction } from './transaction.ts';

/** A client of U-ON as it was at a moment, told by a webhook. */
export interface ClientMoment {
  readonly enterprise: string;
  readonly clientId: string;
  readonly asOf: Date;
  readonly webhookId: number;
}

/** `late`: something newer of the client was followed before; nothing was done. */
export type Followed = 'followed' | 'late';

/**
 * Brings our customers in step with a client: a row for each phone, its id in them, names in all rows of the person. A number
 * that the client has no more loses its id. What was kept of the client and its numbers is dropped.
 */
export function followCard(
  pool: pg.Pool,
  moment: ClientMoment,
  card: ClientCard,
  overwriteNames: boolean,
): Promise<Followed> {
  const { enterprise, clientId } = moment;
  return inTransaction(pool, async (tx) => {
    await lockCustomers(tx, enterprise);
    if (!(await isNewest(tx, moment))) return 'late';
    const names = { surname: card.surname, name: card.name, patronymic: card.patronymic, company: card.company };
    for (const phoneE164 of card.phones) await addClientToNumber(tx, { enterprise, phoneE164, clientId });
    const allPhones = card.hasAllPhones ? card.phones : null;
    await nameEverywhere(tx, { enterprise, clientId, names, overwriteNames, allPhones, told: 'webhook' });
    if (card.hasAllPhones) await takeFromNumbers(tx, moment, { but: card.phones, names });
    await dropProfiles(tx, moment, card.phones);
    return 'followed';
  });
}

/** U-ON has the client no more: its id leaves our rows, which stay as they are otherwise. */
export function followDeletion(pool: pg.Pool, moment: ClientMoment): Promise<Followed> {
  return inTransaction(pool, async (tx) => {
    await lockCustomers(tx, moment.enterprise);
    if (!(await isNewest(tx, moment))) return 'late';
    await takeFromNumbers(tx, moment, { but: [], names: null });
    await dropProfiles(tx, moment, []);
    return 'followed';
  });
}

/** Notes how far the client is followed; locks it until the end of the transaction. */
async function isNewest(tx: pg.PoolClient, { enterprise, clientId, asOf, webhookId }: ClientMoment): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into uon_clients as known (enterprise_number, client_id, as_of, webhook_id) values ($1, $2, $3, $4)
     on conflict (enterprise_number, client_id) do update set as_of = excluded.as_of, webhook_id = excluded.webhook_id
       where (known.as_of, known.webhook_id) <= (excluded.as_of, excluded.webhook_id)`,
    [enterprise, clientId, asOf, webhookId],
  );
  return rowCount === 1;
}

/**
 * Takes the client's id out of all rows but those of some numbers. A row that was the client's alone is nobody's then, and
 * loses the client's names (`names`; null: it keeps what it has).
 */
async function takeFromNumbers(
  tx: pg.PoolClient,
  { enterprise, clientId }: ClientMoment,
  { but, names }: { readonly but: readonly string[]; readonly names: Partial<Record<NamePart, string | null>> | null },
): Promise<void> {
  const isNameOfClient = `$5 and coalesce(last_name, '') = $6 and coalesce(first_name, '') = $7
    and coalesce(middle_name, '') = $8`;
  await tx.query(
    `with taken as (
       select phone_e164, (meta -> 'ids' -> 'uon') - $2::text as others, meta ->> 'person_uid' = $4 as was_person
         from customers
        where enterprise_number = $1 and meta -> 'ids' -> 'uon' @> jsonb_build_array($2::text)
          and not phone_e164 = any ($3)),
     settled as (
       select *, was_person and jsonb_array_length(others) = 0 as is_nobodys from taken)
     update customers as c
        set meta = jsonb_set(c.meta, '{ids,uon}', others) || case
              when not was_person then '{}'
              when is_nobodys then '{"person_uid": ""}'
              else jsonb_build_object('person_uid', 'uon:' || (others ->> 0)) end,
            last_name = case when is_nobodys and ${isNameOfClient} then null else c.last_name end,
            first_name = case when is_nobodys and ${isNameOfClient} then null else c.first_name end,
            middle_name = case when is_nobodys and ${isNameOfClient} then null else c.middle_name end,
            company = case when is_nobodys and ${isNameOfClient} then null else c.company end,
            updated_at = clock_timestamp()
       from settled
      where c.enterprise_number = $1 and c.phone_e164 = settled.phone_e164`,
    [
      ...[enterprise, clientId, but, `uon:${clientId}`, names !== null],
      ...[names?.surname ?? '', names?.name ?? '', names?.patronymic ?? ''],
    ],
  );
}

type NamePart = 'surname' | 'name' | 'patronymic' | 'company';

/** Forgets what was kept of the client, and of its numbers: the next call asks U-ON. */
async function dropProfiles(
  tx: pg.PoolClient,
  { enterprise, clientId }: ClientMoment,
  phones: readonly string[],
): Promise<void> {
  await noteDrops(tx, enterprise, [DROP.client(clientId), ...phones.map(DROP.phone)]);
  await tx.query(
    `delete from profiles where enterprise_number = $1 and (phone_e164 = any ($2) or client ->> 'id' = $3)`,
    [enterprise, phones, clientId],
  );
  await dropLists(tx, enterprise, clientId);
}
