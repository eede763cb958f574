import type pg from 'pg';
import type { FinishedCall } from '../domain/finished-call.ts';
import { inTransaction } from './transaction.ts';

/** The numbers of a recovery that have calls to do, after one, in their order. */
export async function numbersToDo(pool: pg.Pool, id: string, after: string, limit: number): Promise<readonly string[]> {
  const { rows } = await pool.query<{ number_key: string }>(
    `select distinct number_key from recovery_calls
      where recovery_id = $1 and number_key > $2 and state in ('waiting', 'taken') order by number_key limit $3`,
    [id, after, limit],
  );
  return rows.map(({ number_key }) => number_key);
}

export interface TakenCall {
  readonly position: number;
  readonly call: FinishedCall;
  /** What of the call's journal may be written: all; lines, its live call being closed; nothing, that being open. */
  readonly journal: 'whole' | 'lines' | 'none';
}

/** Whose calls to take. */
export interface NumberOfRecovery {
  readonly id: string;
  readonly enterprise: string;
  readonly numberKey: string;
}

/**
 * Takes the next calls of a number, the earliest first, and claims their ids, so that a live event that comes from now on is
 * late. Those that are done already are ended at once. What was taken before and not ended comes again.
 *
 * @returns the calls to do; `taken`: how many were looked at, none when none is left; `known`: how many were done already
 */
export async function takeCalls(
  pool: pg.Pool,
  { id, enterprise, numberKey }: NumberOfRecovery,
  limit: number,
): Promise<{ readonly calls: readonly TakenCall[]; readonly taken: number; readonly known: number }> {
  return inTransaction(pool, async (tx) => {
    const taken = await takeRows(tx, id, numberKey, limit);
    const callIds = taken.map(({ call }) => call.callId);
    await claimIds(tx, enterprise, taken);
    const standings = await standingsOf(tx, enterprise, callIds);
    const known: { position: number; reason: string }[] = [];
    const calls: TakenCall[] = [];
    for (const { position, call } of taken) {
      const standing = standings.get(call.callId);
      const reason = standing ? knownBy(standing) : 'it is a leg of another call';
      if (reason !== null) known.push({ position, reason });
      else calls.push({ position, call, journal: journalOf(standing) });
    }
    await endKnown(tx, id, known);
    return { calls, taken: taken.length, known: known.length };
  });
}

interface TakenRow {
  readonly position: number;
  readonly call: FinishedCall;
  readonly started_at: Date;
}

async function takeRows(tx: pg.PoolClient, id: string, numberKey: string, limit: number): Promise<TakenRow[]> {
  const { rows } = await tx.query<TakenRow>(
    `update recovery_calls set state = 'taken'
      where recovery_id = $1 and position in (
        select position from recovery_calls
         where recovery_id = $1 and number_key = $2 and state in ('waiting', 'taken')
         order by state = 'waiting', started_at, position limit $3 for update)
      returning position, call, started_at`,
    [id, numberKey, limit],
  );
  return rows.toSorted((a, b) => a.started_at.getTime() - b.started_at.getTime() || a.position - b.position);
}

/** An id that nobody has is ours from now on; the locks are those of `accept_event`, which must not miss that. */
async function claimIds(tx: pg.PoolClient, enterprise: string, rows: readonly TakenRow[]): Promise<void> {
  const callIds = rows.map(({ call }) => call.callId);
  await tx.query(
    `select pg_advisory_xact_lock(key) from
       (select distinct hashtextextended($1::text || '/' || place, 0) as key from unnest($2::text[]) as place order by key) as keys`,
    [enterprise, callIds],
  );
  await tx.query(
    `insert into calls (enterprise_number, call_id, opened_at, closed_at, status, recovered)
     select distinct on (call_id) $1::text, call_id, opened_at, clock_timestamp(), 'ended', 'claimed'
       from unnest($2::text[], $3::timestamptz[]) as ours (call_id, opened_at)
      where not exists (select from call_legs l where l.enterprise_number = $1 and l.uniqueid = ours.call_id)
     on conflict (enterprise_number, call_id) do nothing`,
    [enterprise, callIds, rows.map(({ started_at }) => started_at)],
  );
}

interface Standing {
  readonly call_id: string;
  readonly recovered: 'claimed' | 'done' | null;
  readonly is_open: boolean;
  readonly is_forgotten: boolean;
  readonly has_hung_up: boolean;
}

async function standingsOf(
  tx: pg.PoolClient,
  enterprise: string,
  callIds: readonly string[],
): Promise<ReadonlyMap<string, Standing>> {
  const { rows } = await tx.query<Standing>(
    `select call_id, recovered, closed_at is null as is_open, forgotten_at is not null as is_forgotten,
            exists (select from inbox i
                     where i.enterprise_number = $1 and i.uniqueid = c.call_id and i.event = 'hangup') as has_hung_up
       from calls c where enterprise_number = $1 and call_id = any ($2)`,
    [enterprise, callIds],
  );
  return new Map(rows.map((row) => [row.call_id, row]));
}

/** Why there is nothing to do; null where there is. A live call that never heard its hangup has told U-ON nothing of its end. */
function knownBy({ recovered, is_open, is_forgotten, has_hung_up }: Standing): string | null {
  if (recovered === 'done') return 'it was recovered before';
  // What became of it is not known any more, and rather nothing than a second time.
  if (is_forgotten) return 'it was told long ago, and forgotten since';
  if (recovered === 'claimed' || !has_hung_up) return null;
  return is_open ? 'its live call is at it' : 'its live call has done it';
}

function journalOf(standing: Standing | undefined): TakenCall['journal'] {
  if (standing?.recovered) return 'whole';
  return standing?.is_open ? 'none' : 'lines';
}

async function endKnown(
  tx: pg.PoolClient,
  id: string,
  known: readonly { readonly position: number; readonly reason: string }[],
): Promise<void> {
  await tx.query(
    `update recovery_calls r set state = 'done', was_known = true, reason = k.reason
       from unnest($2::integer[], $3::text[]) as k (position, reason)
      where r.recovery_id = $1 and r.position = k.position`,
    [id, known.map(({ position }) => position), known.map(({ reason }) => reason)],
  );
}
