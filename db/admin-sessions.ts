import type pg from 'pg';

/** One of somebody's sessions. */
export interface AdminSession {
  readonly id: string;
  readonly since: Date;
  readonly until: Date;
  /** «Firefox, Linux»; empty where the browser did not say. */
  readonly browser: string;
}

/** Those that still count, the newest first. */
export async function sessionsOf(pool: pg.Pool, userId: string): Promise<readonly AdminSession[]> {
  const { rows } = await pool.query<AdminSession>(
    `select id, created_at as since, expires_at as until, coalesce(user_agent, '') as browser from admin_sessions
      where user_id = $1 and expires_at > clock_timestamp() order by created_at desc, id`,
    [userId],
  );
  return rows;
}

/** Ends one of his; of another's nothing is touched. How many ended. */
export async function endSession(pool: pg.Pool, userId: string, sessionId: string): Promise<number> {
  const { rowCount } = await pool.query('delete from admin_sessions where user_id = $1 and id = $2', [
    userId,
    sessionId,
  ]);
  return rowCount ?? 0;
}

/** Ends all of his but one. How many ended. */
export async function endOtherSessions(pool: pg.Pool, userId: string, keepSession: string): Promise<number> {
  const { rowCount } = await pool.query('delete from admin_sessions where user_id = $1 and id <> $2', [
    userId,
    keepSession,
  ]);
  return rowCount ?? 0;
}
