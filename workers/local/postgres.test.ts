import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';

import type { Child } from './child.ts';
import { onFreePort } from './free-port.ts';
import { prepareLocalPostgres } from './postgres.ts';
import { openLedger } from './processes.ts';

interface Running {
  child: Child;
  url: string;
}

/** A folder which PostgreSQL's user can reach; in it those that the tests make private or not. */
function reachableFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'uon-telephony-unit-'));
  chmodSync(folder, 0o755);
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function start(dataDir: string, sharedFolder: string): Promise<Running> {
  const postgres = await prepareLocalPostgres({ dataDir, ledger: openLedger(dataDir), fsync: false, sharedFolder });
  return onFreePort(async (port) => {
    const child = await postgres.start(port);
    onTestFinished(() => child.stop(5_000));
    return { child, url: postgres.url(port) };
  });
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows.flatMap((row) => Object.values(row));
  } finally {
    await client.end();
  }
}

test('data survives that the server is killed', { timeout: 30_000 }, async () => {
  const folder = reachableFolder();
  const dataDir = join(folder, 'data');
  mkdirSync(dataDir, { mode: 0o755 });
  const first = await start(dataDir, join(folder, 'shared'));
  await query(first.url, 'CREATE TABLE kept AS SELECT 7 AS seven');
  first.child.process.kill('SIGKILL');
  await first.child.exited;

  const second = await start(dataDir, join(folder, 'shared'));
  expect(await query(second.url, 'SELECT seven FROM kept')).toEqual([7]);
});

test('Cyrillic has upper and lower case, whatever locales the machine has', { timeout: 30_000 }, async () => {
  const folder = reachableFolder();
  const { url } = await start(folder, join(folder, 'shared'));
  expect(await query(url, "SELECT lower('ИВАНОВ Ёж')")).toEqual(['иванов ёж']);
});

test.runIf(process.getuid?.() === 0)(
  'root with a private DATA_DIR has its data outside; they go with DATA_DIR',
  { timeout: 60_000 },
  async () => {
    const folder = reachableFolder();
    const shared = join(folder, 'shared');
    const privateDir = join(folder, 'private', 'data');
    mkdirSync(privateDir, { recursive: true });
    chmodSync(join(folder, 'private'), 0o700);

    const first = await start(privateDir, shared);
    await query(first.url, 'CREATE TABLE kept AS SELECT 7 AS seven');
    await first.child.stop(5_000);
    const [database] = readdirSync(join(shared, 'databases'));
    const second = await start(privateDir, shared);
    expect(await query(second.url, 'SELECT seven FROM kept')).toEqual([7]);

    // DATA_DIR is deleted under the running server; another one starts.
    rmSync(privateDir, { recursive: true });
    mkdirSync(privateDir);
    await start(privateDir, shared);
    await second.child.exited;
    expect(existsSync(join(shared, 'databases', database ?? ''))).toBe(false);
    expect(readdirSync(join(shared, 'databases'))).toHaveLength(1);
  },
);
