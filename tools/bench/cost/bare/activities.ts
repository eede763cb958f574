import type pg from 'pg';

export interface BareActivities {
  databaseStep(transactions: number): Promise<void>;
  request(): Promise<void>;
}

/** One row written a transaction; one request to the simulated U-ON. */
export function createBareActivities(pool: pg.Pool, url: string): BareActivities {
  return {
    async databaseStep(transactions) {
      for (let count = 0; count < transactions; count += 1) {
        await pool.query(`insert into bench_floor values (now())`);
      }
    },
    async request() {
      await (await fetch(url)).text();
    },
  };
}
