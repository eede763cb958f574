import type pg from 'pg';
import type { LeadStatus } from '../domain/uon-shapes.ts';

/** The account's lead statuses, if they were read at most `maxAgeS` seconds ago. */
export async function freshStatuses(
  pool: pg.Pool,
  account: string,
  maxAgeS: number,
): Promise<readonly LeadStatus[] | null> {
  const { rows } = await pool.query<{ rows: LeadStatus[] }>(
    `select rows from directories
      where account = $1 and kind = 'lead-statuses' and fetched_at > clock_timestamp() - make_interval(secs => $2)`,
    [account, maxAgeS],
  );
  return rows[0]?.rows ?? null;
}

export async function saveStatuses(pool: pg.Pool, account: string, statuses: readonly LeadStatus[]): Promise<void> {
  await pool.query(
    `insert into directories (account, kind, rows) values ($1, 'lead-statuses', $2)
     on conflict (account, kind) do update set rows = excluded.rows, fetched_at = clock_timestamp()`,
    [account, JSON.stringify(statuses)],
  );
}
