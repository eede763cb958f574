import { execFile } from 'node:child_process';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { readMigrations } from '../db/migration-files.ts';
import { findFreePort } from '../workers/local/free-port.ts';
import { createTestDatabase, type TestDatabase } from '../tests/harness/database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase({ migrated: false });
});
afterAll(() => database.drop());

interface Ended {
  readonly code: number | string;
  readonly stdout: string;
  readonly stderr: string;
}

function run(databaseUrl: string): Promise<Ended> {
  const env = { PATH: process.env.PATH, DATABASE_URL: databaseUrl };
  return new Promise((resolve) => {
    execFile(process.execPath, ['tools/migrate.ts'], { env }, (error, stdout, stderr) => {
      resolve({ code: error ? (error.code ?? 'killed') : 0, stdout, stderr });
    });
  });
}

describe('npm run migrate', () => {
  it('runs what the database lacks and names it; a second run has nothing to do', async () => {
    const names = (await readMigrations('migrations')).map(({ name }) => name);
    const lines = [
      ...names.map((name) => `✓ ${name}`),
      `The database is up to date; migrations done now: ${names.length}`,
    ];
    expect(await run(database.url)).toEqual({ code: 0, stdout: `${lines.join('\n')}\n`, stderr: '' });
    expect(await run(database.url)).toEqual({
      code: 0,
      stdout: 'Nothing to do: the database is up to date\n',
      stderr: '',
    });
  });

  it('says what is wrong with DATABASE_URL, and shows no password', async () => {
    for (const url of [
      '',
      'mysql://uon:hush@127.0.0.1/db',
      `postgres://uon:hush@localhost:${await findFreePort()}/db`,
    ]) {
      const { code, stderr } = await run(url);
      expect(code).toBe(1);
      expect(stderr).toMatch(/DATABASE_URL: |could not be migrated: .*ECONNREFUSED/);
      expect(stderr).not.toContain('hush');
    }
  });
});
