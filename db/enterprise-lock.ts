import type pg from 'pg';

/** Until the transaction ends. Two who change one at once go one after the other: neither may miss what the other has just made. */
export async function lockEnterprise(client: pg.PoolClient, number: string): Promise<void> {
  await client.query(`SELECT pg_advisory_xact_lock(hashtextextended('enterprises/' || $1, 0))`, [number]);
}
