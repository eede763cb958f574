import type pg from 'pg';

/** What becomes of an accepted event. `kept`: it fits no call yet. `recorded`: it tells no story. */
export type InboxState = 'kept' | 'waiting' | 'delivered' | 'late' | 'recorded';

export interface NewInboxRow {
  readonly enterprise: string;
  readonly event: string;
  readonly bodyHash: Buffer;
  readonly uniqueId: string;
  readonly body: Record<string, unknown>;
  readonly phoneHashes: readonly string[];
}

export interface InboxRow {
  readonly id: number;
  readonly enterprise: string;
  readonly event: string;
  readonly uniqueId: string;
  readonly body: unknown;
  readonly receivedAt: Date;
  readonly callId: string | null;
}

/** How long an event that fits no call is kept for one. */
export const KEPT_SECONDS = 60;

const COLUMNS = `id, enterprise_number, event, uniqueid, body, received_at, call_id`;

/** Stores an event; null when the same one (enterprise, name, body) is there already. */
export async function insertEvent(client: pg.PoolClient, row: NewInboxRow): Promise<InboxRow | null> {
  const { rows } = await client.query<StoredRow>(
    `insert into inbox (enterprise_number, event, body_hash, uniqueid, body, phone_hashes, state)
     values ($1, $2, $3, $4, $5, $6, 'recorded')
     on conflict (enterprise_number, event, body_hash) do nothing
     returning ${COLUMNS}`,
    [row.enterprise, row.event, row.bodyHash, row.uniqueId, row.body, row.phoneHashes],
  );
  return rows[0] ? mapRow(rows[0]) : null;
}

/** The call that an event seen before went to; null while it fits none. */
export async function callOfRepeat(client: pg.PoolClient, row: NewInboxRow): Promise<string | null> {
  const { rows } = await client.query<{ call_id: string | null }>(
    `select call_id from inbox where enterprise_number = $1 and event = $2 and body_hash = $3`,
    [row.enterprise, row.event, row.bodyHash],
  );
  return rows[0]?.call_id ?? null;
}

export async function placeEvent(
  client: pg.PoolClient,
  id: number,
  state: InboxState,
  callId: string | null,
): Promise<void> {
  await client.query(`update inbox set state = $2, call_id = $3 where id = $1`, [id, state, callId]);
}

/**
 * Gives a call the events kept for it: those of the UniqueId and, where hashes are given, those that name its number.
 * Story events among them now wait to be signalled. Returns what was taken.
 */
export async function takeKept(
  client: pg.PoolClient,
  want: {
    enterprise: string;
    callId: string;
    uniqueId: string;
    phoneHashes: readonly string[];
    storyEvents: readonly string[];
  },
): Promise<readonly InboxRow[]> {
  const { rows } = await client.query<StoredRow>(
    `update inbox
        set call_id = $2, state = case when event = any ($5) then 'waiting' else 'recorded' end
      where enterprise_number = $1 and state = 'kept'
        and received_at > clock_timestamp() - make_interval(secs => $6)
        and (uniqueid = $3 or phone_hashes && $4)
      returning ${COLUMNS}`,
    [want.enterprise, want.callId, want.uniqueId, want.phoneHashes, want.storyEvents, KEPT_SECONDS],
  );
  return rows.map(mapRow);
}

/** Moves to a call of its own what was taken for a leg of another. Returns the rows with the call they came from. */
export async function moveToOwnCall(
  client: pg.PoolClient,
  want: { enterprise: string; uniqueId: string; storyEvents: readonly string[] },
): Promise<readonly { row: InboxRow; from: string }[]> {
  const { rows } = await client.query<StoredRow & { from_call: string }>(
    `with moved as (
       select id, call_id as from_call from inbox
        where enterprise_number = $1 and uniqueid = $2 and call_id <> $2 for update)
     update inbox set call_id = $2, state = case when event = any ($3) then 'waiting' else 'recorded' end
       from moved where inbox.id = moved.id
     returning inbox.id, enterprise_number, event, uniqueid, body, received_at, call_id, moved.from_call`,
    [want.enterprise, want.uniqueId, want.storyEvents],
  );
  return rows.map((row) => ({ row: mapRow(row), from: row.from_call }));
}

/** Notes that the events reached their workflow, or that its call was closed before. */
export async function markDelivered(pool: pg.Pool, ids: readonly number[], state: 'delivered' | 'late'): Promise<void> {
  await pool.query(`update inbox set state = $2 where id = any ($1) and state = 'waiting'`, [ids, state]);
}

/**
 * Waiting events older than `olderThanMs` that no sweeper has tried in the last ten seconds, oldest first. They count
 * as tried from now on, so several processes share the work.
 */
export async function claimOverdue(pool: pg.Pool, olderThanMs: number, limit: number): Promise<readonly InboxRow[]> {
  const { rows } = await pool.query<StoredRow>(
    `with overdue as (
       select id from inbox
        where state = 'waiting' and received_at < clock_timestamp() - make_interval(secs => $1)
          and (swept_at is null or swept_at < clock_timestamp() - interval '10 seconds')
        order by id limit $2 for update skip locked)
     update inbox set swept_at = clock_timestamp() from overdue where inbox.id = overdue.id
     returning inbox.${COLUMNS.replaceAll(', ', ', inbox.')}`,
    [olderThanMs / 1000, limit],
  );
  return rows.map(mapRow).toSorted((a, b) => a.id - b.id);
}

/** Events that fitted no call for a minute stay in the record and are kept no longer. Returns how many. */
export async function releaseKept(pool: pg.Pool): Promise<number> {
  const { rowCount } = await pool.query(
    `update inbox set state = 'recorded'
      where state = 'kept' and received_at < clock_timestamp() - make_interval(secs => $1)`,
    [KEPT_SECONDS],
  );
  return rowCount ?? 0;
}

/** Has the call's own hangup arrived, whether its workflow knows of it or not? */
export async function hasHungUp(pool: pg.Pool, enterprise: string, callId: string): Promise<boolean> {
  const { rows } = await pool.query(
    `select 1 from inbox where enterprise_number = $1 and uniqueid = $2 and event = 'hangup' limit 1`,
    [enterprise, callId],
  );
  return rows.length > 0;
}

/** How many events wait to be signalled, and since how many seconds the oldest does. */
export async function backlog(pool: pg.Pool): Promise<{ waiting: number; oldestSeconds: number }> {
  const { rows } = await pool.query<{ waiting: number; oldest: number }>(
    `select count(*) as waiting,
            coalesce(extract(epoch from clock_timestamp() - min(received_at)), 0)::float8 as oldest
       from inbox where state = 'waiting'`,
  );
  return { waiting: rows[0]?.waiting ?? 0, oldestSeconds: rows[0]?.oldest ?? 0 };
}

interface StoredRow {
  id: number;
  enterprise_number: string;
  event: string;
  uniqueid: string;
  body: unknown;
  received_at: Date;
  call_id: string | null;
}

function mapRow(row: StoredRow): InboxRow {
  return {
    id: row.id,
    enterprise: row.enterprise_number,
    event: row.event,
    uniqueId: row.uniqueid,
    body: row.body,
    receivedAt: row.received_at,
    callId: row.call_id,
  };
}
