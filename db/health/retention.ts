import type pg from 'pg';

/** Pages tell of a day, and of the last webhook of three. A day of 300 agencies that are always busy takes some 400 MB. */
const KEPT_DAYS = 3;

/** Small, as those of db/retention.ts. */
const BATCH = 2_000;

/** Removes old counts of health, in batches; nothing personal is in them, so RETENTION_DAYS does not count. Gives back how many. */
export async function forgetOldHealth(pool: pg.Pool, signal?: AbortSignal): Promise<number> {
  await pool.query(`delete from health_processes where heard_at < clock_timestamp() - make_interval(days => $1)`, [
    KEPT_DAYS,
  ]);
  for (let total = 0; ;) {
    if (signal?.aborted) return total;
    const { rowCount } = await pool.query(
      `delete from health_counts where (place, span, start) in (
         select place, span, start from health_counts where start < clock_timestamp() - make_interval(days => $1) limit $2
            for update skip locked)`,
      [KEPT_DAYS, BATCH],
    );
    total += rowCount ?? 0;
    if ((rowCount ?? 0) < BATCH) return total;
  }
}
