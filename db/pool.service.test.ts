import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { createTestDatabase, type TestDatabase } from '../tests/harness/database.ts';
import { createPool } from './pool.ts';
import { inTransaction } from './transaction.ts';

let database: TestDatabase;
let pool: pg.Pool;
const idleErrors: Error[] = [];

beforeAll(async () => {
  database = await createTestDatabase({ migrated: false });
  pool = createPool(database.url, { max: 2, onIdleError: (error) => idleErrors.push(error) });
  await pool.query('CREATE TABLE things (id int)');
});

afterAll(async () => {
  await pool.end();
  await database.drop();
});

test('a bigint comes as a number, and fails where it would lose digits', async () => {
  expect((await pool.query('SELECT 1795564765294059::bigint AS us, now() AS at')).rows[0]).toEqual({
    us: 1795564765294059,
    at: expect.any(Date),
  });
  await expect(pool.query('SELECT 9007199254740993::bigint')).rejects.toThrow(RangeError);
});

test('what a transaction did is there, and what a failed one did is not', async () => {
  await inTransaction(pool, (client) => client.query('INSERT INTO things VALUES (1)'));
  const failed = inTransaction(pool, async (client) => {
    await client.query('INSERT INTO things VALUES (2)');
    throw new Error('changed my mind');
  });
  await expect(failed).rejects.toThrow('changed my mind');
  expect((await pool.query('SELECT id FROM things')).rows).toEqual([{ id: 1 }]);
});

test('a connection lost in a transaction fails that transaction and no later one', async () => {
  const lost = inTransaction(pool, async (client) => {
    await client.query('SELECT pg_terminate_backend(pg_backend_pid())');
  });
  await expect(lost).rejects.toThrow();
  await expect(inTransaction(pool, (client) => client.query('SELECT 1'))).resolves.toMatchObject({ rowCount: 1 });
});

test('a connection lost while idle is told and replaced', async () => {
  const idle = await pool.connect();
  const { rows } = await idle.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const active = await pool.connect();
  idle.release();
  await active.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
  active.release();
  await expect.poll(() => idleErrors.length).toBe(1);
  expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
});

test('what is asked with values is planned once a connection', async () => {
  const client = await pool.connect();
  const prepared = async () =>
    (await client.query<{ n: number }>('SELECT count(*) AS n FROM pg_prepared_statements')).rows[0]?.n;
  const before = Number(await prepared());
  for (const id of [1, 2, 3]) await client.query('SELECT $1::int AS id', [id]);
  await client.query({ text: 'SELECT $1::int AS id', values: [4] });
  expect(await prepared()).toBe(before + 1);
  client.release();
});
