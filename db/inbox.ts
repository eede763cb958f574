import type pg from 'pg';
import type { JournalStep } from '../domain/journal.ts';

/** What becomes of an accepted event. `kept`: it fits no call yet. `recorded`: it tells no story. */
export const INBOX_STATES = ['kept', 'waiting', 'delivered', 'late', 'recorded'] as const;
export type InboxState = (typeof INBOX_STATES)[number];

export interface NewInboxRow {
  readonly enterprise: string;
  readonly event: string;
  readonly bodyHash: Buffer;
  readonly uniqueId: string;
  readonly body: Record<string, unknown>;
  readonly phoneHashes: readonly string[];
  /** Does it make its UniqueId a call? */
  readonly opensCall: boolean;
  /** Is its call to be told of it? */
  readonly isStory: boolean;
  /** All events that calls are told of. */
  readonly storyEvents: readonly string[];
  /** How it stands in the journal of a call that is closed. */
  readonly lateStep: Omit<JournalStep, 'at'>;
}

export interface AcceptedRow {
  readonly outcome: InboxState | 'repeat';
  /** Its call; null while it fits none. */
  readonly callId: string | null;
  /** What waits to be signalled to that call, oldest first. */
  readonly waiting: readonly InboxRow[];
}

export interface InboxRow {
  readonly id: number;
  readonly enterprise: string;
  readonly event: string;
  readonly uniqueId: string;
  readonly body: unknown;
  readonly receivedAt: Date;
  readonly callId: string | null;
  /** The call that it was first given to; null for nearly all. */
  readonly movedFrom: string | null;
}

/** How long an event that fits no call is kept for one. */
export const KEPT_SECONDS = 60;

const COLUMNS = `id, enterprise_number, event, uniqueid, body, received_at, call_id, moved_from`;

/**
 * Stores an event and finds its call, by `accept_event` of `0008_accept_event.sql`: durable once this returns. A repeat
 * (enterprise, name, body) changes nothing. Throws what PostgreSQL throws.
 */
export async function acceptRow(pool: pg.Pool, row: NewInboxRow): Promise<AcceptedRow> {
  const { rows } = await pool.query<AnswerRow>({
    name: 'accept_event',
    text: `select * from accept_event($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    values: [
      ...[row.enterprise, row.event, row.bodyHash, row.uniqueId, row.body, row.phoneHashes],
      ...[row.opensCall, row.isStory, row.storyEvents, KEPT_SECONDS, row.lateStep],
    ],
  });
  const [first] = rows;
  if (!first) throw new Error('accept_event gave no row');
  const waiting = rows.flatMap(({ id, ...rest }) => (id === null ? [] : [mapRow({ id, ...rest })]));
  return { outcome: first.outcome, callId: first.own_call, waiting };
}

export interface InboxComparison {
  /** Durable and not signalled yet, oldest first. */
  readonly waiting: readonly InboxRow[];
  /** Ids of those heard that are not, or no longer, the call's: a later event showed that they belong to another one. */
  readonly notOurs: readonly number[];
}

/** How the inbox stands beside what a call has heard (ids of rows). */
export async function compareWithHeard(
  pool: pg.Pool,
  enterprise: string,
  callId: string,
  heard: readonly number[],
): Promise<InboxComparison> {
  const { rows } = await pool.query<StoredRow & { is_waiting: boolean }>(
    `select ${COLUMNS}, true as is_waiting from inbox where enterprise_number = $1 and call_id = $2 and state = 'waiting'
     union all
     select ${COLUMNS}, false from inbox where enterprise_number = $1 and id = any ($3) and call_id is distinct from $2
     order by id`,
    [enterprise, callId, heard],
  );
  return {
    waiting: rows.filter(({ is_waiting }) => is_waiting).map(mapRow),
    notOurs: rows.filter(({ is_waiting }) => !is_waiting).map(({ id }) => id),
  };
}

/** Notes that events of a call reached its workflow, or that it was closed before; not of what is another call's by now. */
export async function markDelivered(
  pool: pg.Pool,
  rows: readonly Pick<InboxRow, 'id' | 'callId'>[],
  state: 'delivered' | 'late',
): Promise<void> {
  await pool.query(
    `update inbox set state = $3
       from unnest($1::bigint[], $2::text[]) as told (id, call_id)
      where inbox.id = told.id and inbox.call_id = told.call_id and state = 'waiting'`,
    [rows.map(({ id }) => id), rows.map(({ callId }) => callId), state],
  );
}

export interface OverdueOptions {
  readonly olderThanMs: number;
  readonly triedMs: number;
  readonly limit: number;
  readonly rotating?: boolean;
}

/** Any number will do as long as no other use of advisory locks in this database has it. */
const SWEEPING_LOCK = 7_364_012_553;

/**
 * Of each call with an event that waits longer than `olderThanMs` and that no sweeper has tried for `triedMs`:
 * all that wait, in their order. They count as tried from now on, and one process claims at a time, so several share the
 * work. `limit`: of overdue events; `rotating`: those first that were tried longest ago, so that one call that can't be
 * signalled hides no other.
 */
export async function claimOverdue(
  pool: pg.Pool,
  { olderThanMs, triedMs, limit, rotating = false }: OverdueOptions,
): Promise<readonly InboxRow[]> {
  const { rows } = await pool.query<StoredRow>(
    `with turn as materialized (select pg_try_advisory_xact_lock($3) as is_ours),
     overdue as materialized (
       select enterprise_number, call_id from inbox, turn
        where is_ours and state = 'waiting' and received_at < clock_timestamp() - make_interval(secs => $1)
          and (swept_at is null or swept_at < clock_timestamp() - make_interval(secs => $4))
        order by case when $5 then swept_at end nulls first, id limit $2)
     update inbox set swept_at = clock_timestamp()
       from (select distinct enterprise_number, call_id from overdue) as calls
      where inbox.enterprise_number = calls.enterprise_number and inbox.call_id = calls.call_id and state = 'waiting'
     returning inbox.${COLUMNS.replaceAll(', ', ', inbox.')}`,
    [olderThanMs / 1000, limit, SWEEPING_LOCK, triedMs / 1000, rotating],
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

type AnswerRow = Omit<StoredRow, 'id'> & {
  outcome: AcceptedRow['outcome'];
  own_call: string | null;
  id: number | null;
};

interface StoredRow {
  id: number;
  enterprise_number: string;
  event: string;
  uniqueid: string;
  body: unknown;
  received_at: Date;
  call_id: string | null;
  moved_from: string | null;
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
    movedFrom: row.moved_from,
  };
}
