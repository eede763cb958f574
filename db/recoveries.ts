import type pg from 'pg';
import { inTransaction } from './transaction.ts';

/** `log-call`: one call that was logged by itself; nothing is created for it. */
export type RecoveryKind = 'recovery' | 'log-call';

export interface NewRecovery {
  readonly enterprise: string;
  readonly kind: RecoveryKind;
}

export interface StoredRecovery extends NewRecovery {
  readonly id: string;
}

/** How far a recovery is. */
export interface RecoveryProgress extends StoredRecovery {
  /** `cancelling`: what is under way is still being finished. */
  readonly state: 'waiting' | 'running' | 'cancelling' | 'done' | 'cancelled';
  readonly total: number;
  readonly done: number;
  /** Of them, those that there was nothing to do for. */
  readonly known: number;
  readonly failed: number;
  readonly cancelled: number;
  /** The first failures, in the order of the calls. */
  readonly errors: readonly RecoveryError[];
}

export interface RecoveryError {
  /** In the list as it was sent, from 0. */
  readonly position: number;
  readonly callId: string | null;
  /** Of a call that could not be understood. */
  readonly field: string | null;
  readonly reason: string;
}

/** How far it is, with its first failures; null when there is no such recovery. */
export async function recoveryProgress(pool: pg.Pool, id: string, errors: number): Promise<RecoveryProgress | null> {
  const { rows } = await pool.query<ProgressRow>(
    `select r.id, r.enterprise_number, r.kind, r.total,
            case when r.state = 'running' and r.cancelled_at is not null then 'cancelling' else r.state end as state,
            c.done, c.known, c.failed, c.cancelled
       from recoveries r,
            lateral (select count(*) filter (where state = 'done') as done,
                            count(*) filter (where state = 'done' and was_known) as known,
                            count(*) filter (where state = 'failed') as failed,
                            count(*) filter (where state = 'cancelled') as cancelled
                       from recovery_calls where recovery_id = r.id) c
      where r.id = $1 and r.kind = 'recovery'`,
    [id],
  );
  const [row] = rows;
  if (!row) return null;
  const failed = await pool.query<{ position: number; call_id: string | null; field: string | null; reason: string }>(
    `select position, call_id, field, coalesce(reason, '') as reason from recovery_calls
      where recovery_id = $1 and state = 'failed' order by position limit $2`,
    [id, errors],
  );
  const { enterprise_number: enterprise, ...progress } = row;
  return {
    ...progress,
    enterprise,
    errors: failed.rows.map(({ call_id: callId, ...error }) => ({ ...error, callId })),
  };
}

/** Cancels what no workflow is at yet; what is under way is finished. False when there is no such recovery. */
export async function cancelRecovery(pool: pg.Pool, id: string): Promise<boolean> {
  return inTransaction(pool, async (tx) => {
    const { rows } = await tx.query<{ ended: boolean }>(
      `select ended_at is not null as ended from recoveries where id = $1 and kind = 'recovery' for update`,
      [id],
    );
    const [row] = rows;
    if (!row) return false;
    if (row.ended) return true;
    await tx.query(`update recovery_calls set state = 'cancelled' where recovery_id = $1 and state = 'waiting'`, [id]);
    await tx.query(
      `update recoveries
          set cancelled_at = coalesce(cancelled_at, clock_timestamp()),
              ended_at = case when state = 'waiting' then clock_timestamp() end,
              state = case when state = 'waiting' then 'cancelled' else state end
        where id = $1`,
      [id],
    );
    return true;
  });
}

/** Nothing of it is left to do. */
export async function endRecovery(pool: pg.Pool, id: string): Promise<void> {
  await pool.query(
    `update recoveries
        set state = case when cancelled_at is null then 'done' else 'cancelled' end, ended_at = clock_timestamp()
      where id = $1 and ended_at is null`,
    [id],
  );
}

interface ProgressRow extends Pick<
  RecoveryProgress,
  'id' | 'kind' | 'state' | 'total' | 'done' | 'known' | 'failed' | 'cancelled'
> {
  readonly enterprise_number: string;
}
