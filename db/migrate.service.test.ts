import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { createTestDatabase, type TestDatabase } from '../tests/harness/database.ts';
import { migrate } from './migrate.ts';
import { MigrationError } from './migration-files.ts';
import { createPool } from './pool.ts';

let database: TestDatabase;
let pool: pg.Pool;
let folder = '';

beforeEach(async () => {
  database = await createTestDatabase({ migrated: false });
  pool = createPool(database.url);
  folder = await mkdtemp(join(tmpdir(), 'migrations-'));
});

afterEach(async () => {
  await pool.end();
  await database.drop();
  await rm(folder, { recursive: true });
});

const write = (name: string, sql: string): Promise<void> => writeFile(join(folder, name), sql);
const run = (): Promise<string[]> => migrate(pool, undefined, folder);

test('each migration runs once, however many start at the same time', async () => {
  await write('0001_a.sql', 'CREATE TABLE a (id int); INSERT INTO a VALUES (1);');
  await write('0002_b.sql', 'INSERT INTO a VALUES (2);');
  const ran = await Promise.all([run(), run(), run(), run()]);
  expect(ran.flat().sort()).toEqual(['0001_a.sql', '0002_b.sql']);
  expect((await pool.query('SELECT id FROM a ORDER BY id')).rows).toEqual([{ id: 1 }, { id: 2 }]);
  expect(await run()).toEqual([]);
});

test('a migration that fails leaves nothing behind and can run again', async () => {
  await write('0001_a.sql', 'CREATE TABLE a (id int); SELECT 1/0;');
  await expect(run()).rejects.toThrow(/division by zero/);
  await write('0001_a.sql', 'CREATE TABLE a (id int);');
  expect(await run()).toEqual(['0001_a.sql']);
});

test('a migration that was edited after it ran is refused', async () => {
  await write('0001_a.sql', 'CREATE TABLE a (id int);');
  await run();
  await write('0001_a.sql', 'CREATE TABLE a (id bigint);');
  await expect(run()).rejects.toThrow(MigrationError);
});

test('a migration that comes before one that has run is refused', async () => {
  await write('0002_b.sql', 'CREATE TABLE b (id int);');
  await run();
  await write('0001_a.sql', 'CREATE TABLE a (id int);');
  await expect(run()).rejects.toThrow(/0001_a\.sql comes before 0002_b\.sql/);
});

test('a database that is ahead of the code is left alone', async () => {
  await write('0001_a.sql', 'CREATE TABLE a (id int);');
  await write('0002_b.sql', 'CREATE TABLE b (id int);');
  await run();
  await rm(join(folder, '0002_b.sql'));
  expect(await run()).toEqual([]);
});

test('the project’s own migrations run on an empty database', async () => {
  expect(await migrate(pool)).toContain('0002_limiter.sql');
});
