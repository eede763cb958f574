import type pg from 'pg';
import { NOTICE_PREFIX } from '../domain/notice.ts';
import { phoneDigits } from '../domain/phone.ts';
import { DROP } from './drops.ts';
import { EMPTIED_CALL } from './retention.ts';
import { inTransaction } from './transaction.ts';

export interface PersonKey {
  readonly enterprise: string;
  readonly phoneE164: string;
  readonly hashPhone: (enterprise: string, e164: string) => string;
}

type Row = Readonly<Record<string, unknown>>;

/** What of a recovery's call is personal. The row stays: its recovery counts it. */
const EMPTIED_RECOVERED_CALL = `call = null, number_key = '', reason = null`;

/** All that our tables hold of a number and of the person whom U-ON knows under it. */
export interface Person {
  /** E.164: the number asked for, and others of the same person. */
  readonly numbers: readonly string[];
  /** The person's ids in U-ON, as far as we know them. */
  readonly clientIds: readonly string[];
  readonly customers: readonly Row[];
  readonly profiles: readonly Row[];
  /** Leads and requests, as U-ON last told them. */
  readonly lists: readonly Row[];
  /** Marks that what was kept of the number or the person was forgotten. */
  readonly drops: readonly Row[];
  readonly calls: readonly (Row & { readonly call_id: string; readonly closed_at: Date | null })[];
  readonly events: readonly Row[];
  readonly webhooks: readonly Row[];
  readonly popups: readonly Row[];
  readonly effects: readonly Row[];
  /** Messages of calls in Telegram. */
  readonly messages: readonly Row[];
  /** What was sent to U-ON and answered, as the log keeps it. */
  readonly requests: readonly Row[];
  /** What PBXs were told of the caller: without a name. */
  readonly decisions: readonly Row[];
  /** Calls as recoveries were sent them. */
  readonly recoveredCalls: readonly Row[];
}

export interface Deleted {
  readonly customers: number;
  readonly profiles: number;
  readonly lists: number;
  readonly calls: number;
  readonly events: number;
  readonly webhooks: number;
  readonly popups: number;
  readonly effects: number;
  readonly messages: number;
  readonly requests: number;
  readonly decisions: number;
  readonly recoveredCalls: number;
  /** Ids of calls that are under way and were left as they are. */
  readonly underWay: readonly string[];
}

/** Reads; changes nothing. */
export async function findPerson(db: pg.Pool | pg.PoolClient, key: PersonKey): Promise<Person> {
  const { enterprise } = key;
  const { numbers, clientIds } = await identify(db, key);
  const hashes = numbers.map((number) => key.hashPhone(enterprise, number));
  const digits = numbers.map(phoneDigits);
  const ask = async <T extends Row>(sql: string, ...values: unknown[]): Promise<T[]> =>
    (await db.query<T>(sql, [enterprise, ...values])).rows;
  const calls = await ask<Person['calls'][number]>(
    `select call_id, opened_at, closed_at, status, direction, answered, phone_e164, line, extension, manager_id, client_id,
            lead_id, duration_s, steps
       from calls where enterprise_number = $1 and (phone_e164 = any ($2) or phone_hash = any ($3)) order by opened_at`,
    numbers,
    hashes,
  );
  const callIds = calls.map(({ call_id }) => call_id);
  return {
    numbers,
    clientIds,
    customers: await ask(
      `select enterprise_number, phone_e164, last_name, first_name, middle_name, company, meta, sources, updated_at
         from customers where enterprise_number = $1 and phone_e164 = any ($2) order by phone_e164`,
      numbers,
    ),
    profiles: await ask(
      `select * from profiles where enterprise_number = $1
          and (phone_e164 = any ($2) or client ->> 'id' = any ($3) or client -> 'phones' ?| $4) order by phone_e164`,
      numbers,
      clientIds,
      digits,
    ),
    lists: await ask(
      `select * from client_lists where enterprise_number = $1 and client_id = any ($2) order by client_id, kind`,
      clientIds,
    ),
    drops: await ask(
      `select what, dropped_at from drops where enterprise_number = $1 and what = any ($2) order by what`,
      [...numbers.map(DROP.phone), ...clientIds.flatMap((id) => [DROP.client(id), DROP.leadsOf(id)])],
    ),
    calls,
    // An event may name a number in a field that nobody reads.
    events: await ask(
      `select id, event, uniqueid, call_id, received_at, state, body from inbox
        where enterprise_number = $1
          and (call_id = any ($2) or phone_hashes && $3 or body::text like any ($4)) order by id`,
      callIds,
      hashes,
      digits.map((text) => `%${text}%`),
    ),
    // The fields as well: a number may stand where nobody reads it, and an old row has neither hashes nor the id.
    webhooks: await ask(
      `select id, kind, type_id, received_at, state, outcome, fields from webhooks
        where enterprise_number = $1
          and (phone_hashes && $4 or client_id = any ($3) or fields::text like any ($2)
               or array[fields ->> 'client_id', fields -> 'client' ->> 'u_id', fields -> 'client' ->> 'id'] && $3)
        order by id`,
      digits.map((text) => `%${text}%`),
      clientIds,
      hashes,
    ),
    popups: await ask(
      `select * from popups where enterprise_number = $1 and call_id = any ($2) order by call_id, manager_id`,
      callIds,
    ),
    effects: await ask(
      // A notice's link may have made the client.
      `select * from effects
        where enterprise_number = $1
          and (call_id = any ($2) or (starts_with(call_id, $4) and effect = 'user/create' and made_id = any ($3)))
        order by call_id, effect`,
      callIds,
      clientIds,
      NOTICE_PREFIX,
    ),
    messages: await ask(
      `select * from telegram_messages where enterprise_number = $1 and call_id = any ($2) order by call_id`,
      callIds,
    ),
    // Of notices, which have no call that says whose they are, and wherever else the number stands.
    requests: await ask(
      `select id, call_id, at, method, path, parameters, outcome, answer from uon_requests
        where enterprise_number = $1
          and (call_id = any ($2) or concat_ws(' ', path, parameters::text, answer::text) like any ($3)) order by id`,
      callIds,
      digits.map((text) => `%${text}%`),
    ),
    decisions: await ask(
      `select id, uniqueid, at, line, mode, wants_dialplan, has_name, extension, reason, chain, source from smart_decisions
        where enterprise_number = $1 and (uniqueid = any ($2) or phone_hash = any ($3)) order by id`,
      callIds,
      hashes,
    ),
    // A number may stand in the address of a recording.
    recoveredCalls: await ask(
      `select c.recovery_id, c.position, c.call_id, c.number_key, c.started_at, c.state, c.call
         from recovery_calls c join recoveries r on r.id = c.recovery_id
        where r.enterprise_number = $1 and (c.number_key = any ($2) or c.call::text like any ($3))
        order by c.started_at, c.recovery_id, c.position`,
      numbers,
      digits.map((text) => `%${text}%`),
    ),
  };
}

/**
 * Removes and empties what `findPerson` finds, but for calls that are under way, others' that name the number too, and events
 * that may still become a call's: these are needed.
 */
export async function deletePerson(
  pool: pg.Pool,
  key: PersonKey,
): Promise<Deleted & Pick<Person, 'numbers' | 'clientIds'>> {
  return inTransaction(pool, async (tx) => {
    const { numbers, clientIds, ...found } = await findPerson(tx, key);
    const change = async (sql: string, ...ids: unknown[]): Promise<number> =>
      (await tx.query(sql, [key.enterprise, ...ids])).rowCount ?? 0;
    const ofCalls = [...found.calls, ...found.events, ...found.requests];
    const isUnderWay = await openOnes(tx, key.enterprise, ofCalls);
    const closed = found.calls.map(({ call_id }) => call_id).filter((callId) => !isUnderWay.has(callId));
    const events = found.events.filter(({ call_id, state }) => !isUnderWay.has(String(call_id)) && state !== 'kept');
    const requests = found.requests.filter(({ call_id }) => !isUnderWay.has(String(call_id)));
    const marks = found.drops.map(({ what }) => what);
    await change('delete from drops where enterprise_number = $1 and what = any ($2)', marks);
    const profiles = found.profiles.map(({ phone_e164 }) => phone_e164);
    const byPhone = 'where enterprise_number = $1 and phone_e164 = any ($2)';
    const byCall = 'where enterprise_number = $1 and call_id = any ($2)';
    return {
      numbers,
      clientIds,
      customers: await change(`delete from customers ${byPhone}`, numbers),
      profiles: await change(`delete from profiles ${byPhone}`, profiles),
      lists: await change(`delete from client_lists where enterprise_number = $1 and client_id = any ($2)`, clientIds),
      popups: await change(`delete from popups ${byCall}`, closed),
      effects: await change(`delete from effects ${byCall}`, [
        ...closed,
        ...found.effects.map(({ call_id }) => String(call_id)).filter((callId) => callId.startsWith(NOTICE_PREFIX)),
      ]),
      messages: await change(`delete from telegram_messages ${byCall}`, closed),
      requests: await change(
        `delete from uon_requests where enterprise_number = $1 and id = any ($2)`,
        requests.map(({ id }) => id),
      ),
      decisions: await change(
        `delete from smart_decisions where enterprise_number = $1 and id = any ($2)`,
        found.decisions.map(({ id }) => id),
      ),
      calls: await change(`update calls set ${EMPTIED_CALL} ${byCall} and closed_at is not null`, closed),
      events: await change(
        `delete from inbox where enterprise_number = $1 and id = any ($2)`,
        events.map(({ id }) => id),
      ),
      webhooks: await change(
        `delete from webhooks where enterprise_number = $1 and id = any ($2) and state <> 'waiting'`,
        found.webhooks.map(({ id }) => id),
      ),
      recoveredCalls: await change(
        `update recovery_calls c set ${EMPTIED_RECOVERED_CALL}
           from recoveries r, unnest($2::uuid[], $3::integer[]) as found (recovery_id, position)
          where r.id = c.recovery_id and r.enterprise_number = $1 and c.state not in ('waiting', 'taken')
            and c.recovery_id = found.recovery_id and c.position = found.position`,
        found.recoveredCalls.map(({ recovery_id }) => recovery_id),
        found.recoveredCalls.map(({ position }) => position),
      ),
      underWay: [...isUnderWay],
    };
  });
}

/** The person's numbers and ids: those of the number's own row, and of rows that share its `person_uid` or an id. */
export async function identify(
  db: pg.Pool | pg.PoolClient,
  { enterprise, phoneE164 }: Pick<PersonKey, 'enterprise' | 'phoneE164'>,
): Promise<Pick<Person, 'numbers' | 'clientIds'>> {
  const { rows } = await db.query<{ phone_e164: string; ids: string[] }>(
    `with ids as (
       select array(
         select jsonb_array_elements_text(coalesce(meta -> 'ids' -> 'uon', '[]')) from customers
          where enterprise_number = $1 and phone_e164 = $2
         union
         select client ->> 'id' from profiles where enterprise_number = $1 and phone_e164 = $2 and client is not null
       ) as known)
     select phone_e164, array(select jsonb_array_elements_text(coalesce(meta -> 'ids' -> 'uon', '[]'))) as ids
       from customers, ids
      where enterprise_number = $1
        and (phone_e164 = $2 or meta -> 'ids' -> 'uon' ?| known
             or meta ->> 'person_uid' = (select nullif(seen.meta ->> 'person_uid', '') from customers as seen
                                          where seen.enterprise_number = $1 and seen.phone_e164 = $2))
     union
     select phone_e164, array[client ->> 'id'] from profiles, ids
      where enterprise_number = $1 and (phone_e164 = $2 or client ->> 'id' = any (known)) and client is not null`,
    [enterprise, phoneE164],
  );
  return {
    numbers: [...new Set([phoneE164, ...rows.map((row) => row.phone_e164)])],
    clientIds: [...new Set(rows.flatMap((row) => row.ids))].toSorted(),
  };
}

/** Which of the calls that these rows belong to are under way. */
async function openOnes(tx: pg.PoolClient, enterprise: string, rows: readonly Row[]): Promise<ReadonlySet<string>> {
  const callIds = rows.flatMap(({ call_id }) => (typeof call_id === 'string' ? [call_id] : []));
  const { rows: open } = await tx.query<{ call_id: string }>(
    'select call_id from calls where enterprise_number = $1 and call_id = any ($2) and closed_at is null',
    [enterprise, callIds],
  );
  return new Set(open.map(({ call_id }) => call_id));
}
