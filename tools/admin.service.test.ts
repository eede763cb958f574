import { execFile } from 'node:child_process';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createAdminAuth } from '../api/admin/auth.ts';
import { isWelcome } from '../db/admin-welcomes.ts';
import { createPool } from '../db/pool.ts';
import { createTestDatabase, type TestDatabase } from '../tests/harness/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

function run(...args: string[]): Promise<{ code: unknown; stdout: string; stderr: string }> {
  const env = { PATH: process.env.PATH, DATABASE_URL: database.url, SECRETS_KEY: 'a key for these tests alone' };
  return new Promise((resolve) => {
    execFile(process.execPath, ['tools/admin.ts', ...args], { env }, (error, stdout, stderr) => {
      resolve({ code: error ? error.code : 0, stdout, stderr });
    });
  });
}

it('prints a link for the first owner, to where browsers find the page, until there is one', async () => {
  expect(await run('link')).toMatchObject({ code: 2, stderr: expect.stringMatching(/--url/) });
  const printed = await run('link', '--url', 'https://telephony.example');
  expect(printed).toMatchObject({ code: 0, stderr: expect.stringMatching(/within a day/) });
  const [, token = ''] = /^https:\/\/telephony\.example\/#\/welcome\/([\w-]{43})\n$/.exec(printed.stdout) ?? [];
  const pool = createPool(database.url);
  expect(await isWelcome(pool, token)).toBe(true);
  await run('link', '--url', 'https://telephony.example');
  expect(await isWelcome(pool, token)).toBe(false);
  await pool.end();
});

it('adds the first owner with a password that lets him in, and makes another one when it was lost', async () => {
  expect((await run('list')).stdout).toMatch(/nobody yet/);
  const made = await run('owner', 'Anna@example.com', '--name', 'Анна');
  expect(made).toMatchObject({ code: 0, stdout: expect.stringMatching(/^[\w-]{20}\n$/) });
  expect(made.stderr).toMatch(/owner of the installation[^]*not shown again/);
  expect(await run('owner', 'anna@example.com')).toMatchObject({ code: 1, stderr: expect.stringMatching(/already/) });
  expect((await run('list')).stdout).toBe('anna@example.com (Анна): owner, all enterprises\n');

  const pool = createPool(database.url);
  const auth = createAdminAuth(pool, 'secret-of-these-tests-secret-of-these-tests');
  expect(await auth.logIn('anna@example.com', made.stdout.trim(), { isSecure: false })).not.toBeNull();
  expect(await run('link', '--url', 'https://a.example')).toMatchObject({ code: 1 });
  const another = await run('password', 'ANNA@example.com');
  expect(another).toMatchObject({ code: 0, stdout: expect.stringMatching(/^[\w-]{20}\n$/) });
  expect(await auth.logIn('anna@example.com', made.stdout.trim(), { isSecure: false })).toBeNull();
  expect(await auth.logIn('anna@example.com', another.stdout.trim(), { isSecure: false })).not.toBeNull();
  await pool.end();

  expect(await run('password', 'nobody@example.com')).toMatchObject({ code: 1 });
  expect(await run('owner', 'nobody')).toMatchObject({ code: 2, stderr: expect.stringMatching(/Usage/) });
});
