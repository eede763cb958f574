import type pg from 'pg';
import { afterAll, beforeAll } from 'vitest';
import { createPool } from '../../db/pool.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';

/**
 * A database of the file's own with all migrations done: made before its tests, dropped after them. `opened` is told of the pool
 * (of `max` connections) before the first test, and may prepare more.
 */
export function withTestPool(
  opened: (pool: pg.Pool) => Promise<void> | void,
  options: { readonly max?: number } = {},
): void {
  let database: TestDatabase;
  let pool: pg.Pool;
  beforeAll(async () => {
    database = await createTestDatabase();
    pool = createPool(database.url, options);
    await opened(pool);
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });
}
