import type pg from 'pg';
import { isDatabaseAway } from './away.ts';

/**
 * Runs `work` in one transaction and gives back what it gives. Whatever it throws undoes all of it and is thrown on.
 * A connection that can't even roll back is thrown away.
 */
export async function inTransaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken = false;
  // A connection that breaks between two queries says so by an event; unheard, it would end the process.
  const onError = (): void => void (broken = true);
  client.on('error', onError);
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    // A connection that is gone, or still busy with a question nobody waits for, is no place to say more.
    if (isDatabaseAway(error)) broken = true;
    else await client.query('ROLLBACK').catch(onError);
    throw error;
  } finally {
    client.off('error', onError);
    client.release(broken);
  }
}
