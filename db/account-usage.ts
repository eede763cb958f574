import type pg from 'pg';

/** How an account's limit is used, as far as the limiter's windows know. */
export interface AccountUsage {
  readonly usedLastSecond: number;
  readonly lastRequestAt: Date | null;
  /** U-ON answered 429: nothing is sent before. Null where nothing is held. */
  readonly heldUntil: Date | null;
}

/** Of an account that was never asked nothing is used. */
export async function accountUsage(pool: pg.Pool, account: string): Promise<AccountUsage> {
  const { rows } = await pool.query<{ used: number; last_at: Date | null; held_until: Date | null }>(
    `select (select count(*)::int from unnest(leaves_by) t where t > now_us - 1000000) as used,
            to_timestamp(leaves_by[1] / 1000000.0) as last_at,
            case when held_until > now_us then to_timestamp(held_until / 1000000.0) end as held_until
       from limiter_windows, limiter_microseconds(clock_timestamp()) as now_us
      where account = $1`,
    [account],
  );
  const [found] = rows;
  return {
    usedLastSecond: found?.used ?? 0,
    lastRequestAt: found?.last_at ?? null,
    heldUntil: found?.held_until ?? null,
  };
}
