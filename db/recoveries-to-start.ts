import type pg from 'pg';
import type { RecoveryKind, StoredRecovery } from './recoveries.ts';

export interface Startable {
  /** No process has tried it for so long. */
  readonly triedMs: number;
  /** One that is said to run is looked after again after so long. */
  readonly lookAgainMs: number;
  readonly limit: number;
}

/**
 * Recoveries whose workflow is to be started, those first that were tried longest ago, then the oldest. Of an enterprise one batch goes on at a time, so that what it asks
 * of its account stays bounded; logged calls wait for nobody. One that runs is tried again now and then: somebody may have
 * ended its workflow by hand.
 */
export async function claimStartable(
  pool: pg.Pool,
  { triedMs, lookAgainMs, limit }: Startable,
): Promise<readonly StoredRecovery[]> {
  const { rows } = await pool.query<{ id: string; enterprise_number: string; kind: RecoveryKind }>(
    `update recoveries set tried_at = clock_timestamp()
      where id in (
        select id from recoveries r
         where state in ('waiting', 'running')
           and (tried_at is null or tried_at < clock_timestamp() - make_interval(secs =>
                  case when state = 'running' then $2::float8 else $1::float8 end))
           and (kind = 'log-call' or state = 'running' or not exists (
             select from recoveries o
              where o.enterprise_number = r.enterprise_number and o.kind = 'recovery' and o.state in ('waiting', 'running')
                and (o.state = 'running' or (o.created_at, o.id) < (r.created_at, r.id))))
         order by tried_at nulls first, created_at limit $3 for update skip locked)
      returning id, enterprise_number, kind`,
    [triedMs / 1000, lookAgainMs / 1000, limit],
  );
  return rows.map(({ id, enterprise_number, kind }) => ({ id, enterprise: enterprise_number, kind }));
}

/** Its workflow knows of it. */
export async function markRunning(pool: pg.Pool, id: string): Promise<void> {
  await pool.query(`update recoveries set state = 'running' where id = $1 and state = 'waiting'`, [id]);
}

/** Calls that recoveries have still to do, and since how many seconds the oldest recovery goes on. */
export async function recoveryBacklog(pool: pg.Pool): Promise<{ waiting: number; oldestSeconds: number }> {
  const { rows } = await pool.query<{ waiting: number; oldest: number }>(
    `select (select count(*) from recovery_calls where state in ('waiting', 'taken')) as waiting,
            coalesce(extract(epoch from clock_timestamp() - min(created_at)), 0)::float8 as oldest
       from recoveries where state in ('waiting', 'running')`,
  );
  return { waiting: rows[0]?.waiting ?? 0, oldestSeconds: rows[0]?.oldest ?? 0 };
}
