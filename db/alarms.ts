import type pg from 'pg';

/** Raises an alarm of an account; true when it was not raised before, so that it is told once. */
export async function raiseAlarm(pool: pg.Pool, account: string, kind: string, message: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    `insert into alarms (account, kind, message) values ($1, $2, $3)
     on conflict (account, kind) do update
       set message = excluded.message, raised_at = clock_timestamp(), cleared_at = null
       where alarms.cleared_at is not null`,
    [account, kind, message],
  );
  return (rowCount ?? 0) > 0;
}

/** The account works again: true when an alarm was standing. */
export async function clearAlarm(pool: pg.Pool, account: string, kind: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    `update alarms set cleared_at = clock_timestamp() where account = $1 and kind = $2 and cleared_at is null`,
    [account, kind],
  );
  return (rowCount ?? 0) > 0;
}
