import type pg from 'pg';

/** What is durable and was not handed on yet. */
export interface Backlog {
  readonly waiting: number;
  /** Since how many seconds the oldest waits. */
  readonly oldestSeconds: number;
}

/** Of events or of webhooks. */
export async function backlogOf(pool: pg.Pool, table: 'inbox' | 'webhooks'): Promise<Backlog> {
  const { rows } = await pool.query<{ waiting: number; oldest: number }>(
    `select count(*) as waiting,
            coalesce(extract(epoch from clock_timestamp() - min(received_at)), 0)::float8 as oldest
       from ${table} where state = 'waiting'`,
  );
  return { waiting: rows[0]?.waiting ?? 0, oldestSeconds: rows[0]?.oldest ?? 0 };
}
