import { execFile } from 'node:child_process';

import { afterAll, beforeAll, expect, it } from 'vitest';

import { createTestDatabase, type TestDatabase } from '../tests/harness/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

function run(...args: string[]): Promise<{ code: unknown; stdout: string; stderr: string }> {
  const env = { PATH: process.env.PATH, DATABASE_URL: database.url, SECRETS_KEY: 'a key for these tests alone' };
  return new Promise((resolve) => {
    execFile(process.execPath, ['tools/token.ts', ...args], { env }, (error, stdout, stderr) => {
      resolve({ code: error ? error.code : 0, stdout, stderr });
    });
  });
}

it('makes a token, shows it once, lists it without, and revokes it', async () => {
  const made = await run('add', 'site', '--enterprise', '0367');
  expect(made).toMatchObject({ code: 0, stdout: expect.stringMatching(/^svc_[\w-]{43}\n$/) });
  expect(made.stderr).toMatch(/no enterprise 0367 yet[^]*site[^]*0367[^]*not shown again/);
  expect(await run('add', 'site')).toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(/another name/),
  });
  expect((await run('list')).stdout).toMatch(/^site: 0367, since \S+Z\n$/);
  expect((await run('revoke', 'site')).code).toBe(0);
  expect((await run('list')).stdout).toMatch(/^site: 0367, since \S+, REVOKED \S+\n$/);
  expect(await run('revoke', 'site')).toMatchObject({ code: 1, stderr: expect.stringMatching(/npm run token/) });
  expect(await run('list', 'all')).toMatchObject({ code: 2, stderr: expect.stringMatching(/Usage/) });
});
