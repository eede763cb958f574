import type pg from 'pg';
import { NOTICE_PREFIX } from '../domain/notice.ts';
import { inTransaction } from './transaction.ts';

/** Rows that were emptied or removed. */
export interface Forgotten {
  readonly calls: number;
  readonly events: number;
  readonly customers: number;
  readonly profiles: number;
  readonly webhooks: number;
  /** Clients' lists in the cache. */
  readonly lists: number;
  /** Marks of what was forgotten of the cache. */
  readonly drops: number;
  /** Marks of popups that no call owed. */
  readonly notices: number;
  /** Their requests to U-ON in the log. */
  readonly noticeRequests: number;
  /** Calls of recoveries, and the recoveries when they have none any more. */
  readonly recoveredCalls: number;
  readonly recoveries: number;
  /** What PBXs were told of callers. */
  readonly decisions: number;
  /** Of who changed what in the administration page. */
  readonly audit: number;
}

/** What of a call's row is personal, and what becomes of it. The id stays: a repeat of an old event must find it closed. */
export const EMPTIED_CALL = `phone_hash = null, phone_e164 = null, client_id = null, lead_id = null, steps = '[]',
  forgotten_at = clock_timestamp()`;

/** Any number will do as long as no other use of advisory locks in this database has it. */
const ADVISORY_LOCK = 7_364_012_552;

/** Small: a batch holds its rows locked, and calls of the day wait behind it for the disk. */
const BATCH = 500;

/**
 * Empties and removes phones and names older than `days`, in batches, one process at a time. Open calls and what belongs
 * to them are left alone. Returns what was done; null where another process is at it.
 */
export async function forgetOlderThan(pool: pg.Pool, days: number, signal?: AbortSignal): Promise<Forgotten | null> {
  const counts = {
    ...{ calls: 0, events: 0, customers: 0, profiles: 0, webhooks: 0, lists: 0, drops: 0, notices: 0 },
    ...{ noticeRequests: 0, recoveredCalls: 0, recoveries: 0, decisions: 0, audit: 0 },
  };
  for (const kind of KINDS) {
    const count = await inBatches(pool, STATEMENTS[kind], days, signal);
    if (count === null) return null;
    counts[kind] = count;
  }
  return counts;
}

async function inBatches(pool: pg.Pool, sql: string, days: number, signal?: AbortSignal): Promise<number | null> {
  for (let total = 0; ;) {
    if (signal?.aborted) return total;
    const done = await alone(pool, async (client) => (await client.query(sql, [days, BATCH])).rowCount ?? 0);
    if (done === null) return null;
    total += done;
    if (done < BATCH) return total;
  }
}

/** Calls first: their events go by theirs being closed for so long. */
const KINDS = [
  ...(['calls', 'events', 'customers', 'profiles', 'webhooks', 'lists', 'drops', 'notices'] as const),
  ...(['noticeRequests', 'recoveredCalls', 'recoveries', 'decisions', 'audit'] as const),
] as const;

const CUTOFF = `clock_timestamp() - make_interval(days => $1)`;

const STATEMENTS: Readonly<Record<keyof Forgotten, string>> = {
  calls: `with old as (
       select enterprise_number, call_id from calls where closed_at < ${CUTOFF} and forgotten_at is null
        order by closed_at limit $2 for update skip locked),
     popups_of_them as (
       delete from popups using old
        where popups.enterprise_number = old.enterprise_number and popups.call_id = old.call_id),
     requests_of_them as (
       delete from uon_requests using old
        where uon_requests.enterprise_number = old.enterprise_number and uon_requests.call_id = old.call_id),
     messages_of_them as (
       delete from telegram_messages using old
        where telegram_messages.enterprise_number = old.enterprise_number and telegram_messages.call_id = old.call_id),
     effects_of_them as (
       delete from effects using old
        where effects.enterprise_number = old.enterprise_number and effects.call_id = old.call_id)
     update calls set ${EMPTIED_CALL} from old
      where calls.enterprise_number = old.enterprise_number and calls.call_id = old.call_id`,
  // By its own age, which for a straggler is less than its call's. A call that is not known closed keeps its events.
  events: `delete from inbox where id in (
       select id from inbox
        where received_at < ${CUTOFF} and state not in ('waiting', 'kept')
          and (call_id is null or exists (
            select from calls where calls.enterprise_number = inbox.enterprise_number and calls.call_id = inbox.call_id
               and calls.closed_at < ${CUTOFF}))
        limit $2)`,
  // A row is written anew whenever U-ON tells us of the number.
  customers: `delete from customers where (enterprise_number, phone_e164) in (
       select enterprise_number, phone_e164 from customers where updated_at < ${CUTOFF} limit $2)`,
  profiles: `delete from profiles where (enterprise_number, account, phone_e164) in (
       select enterprise_number, account, phone_e164 from profiles where fetched_at < ${CUTOFF} limit $2)`,
  // One that still waits is needed.
  webhooks: `delete from webhooks where id in (
       select id from webhooks where received_at < ${CUTOFF} and state <> 'waiting' limit $2)`,
  lists: `delete from client_lists where (enterprise_number, account, client_id, kind) in (
       select enterprise_number, account, client_id, kind from client_lists where fetched_at < ${CUTOFF} limit $2)`,
  drops: `delete from drops where (enterprise_number, what) in (
       select enterprise_number, what from drops where dropped_at < ${CUTOFF} limit $2)`,
  // With the client that a link of theirs made.
  notices: `with old as (
       select enterprise_number, call_id, manager_id from popups
        where starts_with(call_id, '${NOTICE_PREFIX}') and claimed_at < ${CUTOFF} limit $2),
     effects_of_them as (
       delete from effects using old
        where effects.enterprise_number = old.enterprise_number and effects.call_id = old.call_id)
     delete from popups where (enterprise_number, call_id, manager_id) in (
       select enterprise_number, call_id, manager_id from old)`,
  noticeRequests: `delete from uon_requests where id in (
       select id from uon_requests where starts_with(call_id, '${NOTICE_PREFIX}') and at < ${CUTOFF} limit $2)`,
  recoveredCalls: `delete from recovery_calls where (recovery_id, position) in (
       select recovery_id, position from recovery_calls join recoveries on recoveries.id = recovery_id
        where recoveries.ended_at < ${CUTOFF} limit $2)`,
  recoveries: `delete from recoveries where id in (
       select id from recoveries
        where ended_at < ${CUTOFF} and not exists (select from recovery_calls where recovery_id = recoveries.id)
        limit $2)`,
  decisions: `delete from smart_decisions where id in (select id from smart_decisions where at < ${CUTOFF} limit $2)`,
  audit: `delete from admin_audit where id in (select id from admin_audit where at < ${CUTOFF} limit $2)`,
};

/** Does the work in a transaction, unless another process holds the lock: then null. */
function alone<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T | null> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_xact_lock($1) as got', [
      ADVISORY_LOCK,
    ]);
    return rows[0]?.got ? work(client) : null;
  });
}
