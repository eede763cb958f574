import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { MigrationError, readMigrations } from './migration-files.ts';

let folder = '';
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'migrations-'))));
afterEach(() => rm(folder, { recursive: true }));

const write = (name: string, sql: string): Promise<void> => writeFile(join(folder, name), sql);

test('migrations come in the order of their numbers, and other files are left alone', async () => {
  await write('0010_b.sql', 'SELECT 10');
  await write('0009_a.sql', 'SELECT 9');
  await write('README.md', '');
  expect((await readMigrations(folder)).map(({ number }) => number)).toEqual([9, 10]);
});

test('two files with one number are an error', async () => {
  await write('0001_a.sql', '');
  await write('0001_b.sql', '');
  await expect(readMigrations(folder)).rejects.toThrow(MigrationError);
});

test('a file without a number is an error that names it', async () => {
  await write('limiter.sql', '');
  await expect(readMigrations(folder)).rejects.toThrow(/limiter\.sql/);
});

test('line ends do not change the checksum', async () => {
  await write('0001_a.sql', 'SELECT\n1;\n');
  await write('0002_b.sql', 'SELECT\r\n1;\r\n');
  const [unix, windows] = await readMigrations(folder);
  expect(windows?.checksum).toBe(unix?.checksum);
});
