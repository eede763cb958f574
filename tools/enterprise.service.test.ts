import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { writeInstance } from '../platform/instance.ts';
import { createTestDatabase } from '../tests/harness/database.ts';
import type { TestDatabase } from '../tests/harness/database.ts';

const secretsKey = 'a key for these tests alone';
const folder = mkdtempSync(join(tmpdir(), 'enterprise-'));

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await database.drop();
});

interface Ended {
  readonly code: number | string;
  readonly stdout: string;
  readonly stderr: string;
}

function run(args: string[], over: Record<string, string> = {}): Promise<Ended> {
  const env = { PATH: process.env.PATH, DATABASE_URL: database.url, SECRETS_KEY: secretsKey, ...over };
  return new Promise((resolve) => {
    execFile(process.execPath, ['tools/enterprise.ts', ...args], { env }, (error, stdout, stderr) => {
      resolve({ code: error ? (error.code ?? 'killed') : 0, stdout, stderr });
    });
  });
}

function fileOf(content: unknown): string {
  const path = join(folder, 'enterprise.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const enterprise = {
  number: '0367',
  name: 'June',
  token: 'pbx-token-0367',
  integrations_config: { uon: { enabled: true, api_key: 'demo-key-0367', user_extensions: { 2: 152 } } },
};

describe('npm run enterprise', () => {
  it('applies a file, says what it did, shows it masked and lists it', async () => {
    const created = await run(['apply', fileOf(enterprise)]);
    expect(created).toMatchObject({ code: 0, stderr: '' });
    expect(created.stdout).toMatch(/^Enterprise 0367 «June»: created\n[^]*Warning: uon\.subdomain is not set/);
    expect((await run(['apply', fileOf(enterprise)])).stdout).toContain(': unchanged');
    expect((await run(['apply', fileOf({ ...enterprise, name: 'July' })])).stdout).toContain('«July»: updated');

    const shown = await run(['show', '0367']);
    expect(JSON.parse(shown.stdout)).toMatchObject({
      name: 'July',
      token: '••••••••',
      integrations_config: { uon: { api_key: '••••••••0367', user_extensions: { 2: ['152'] } } },
    });
    const listed = await run(['list']);
    expect(listed.stdout).toMatch(/NUMBER .*\n0367 +July +Europe\/Minsk +BY +0 +on +\d{4}-/);
    expect(created.stdout + shown.stdout + listed.stdout).not.toMatch(/demo-key|pbx-token/);
  });

  it('ends with 1 and each mistake of the file on a line of its own', async () => {
    const wrong = await run([
      'apply',
      fileOf({ number: '1', colour: 1, integrations_config: { uon: { enabled: 'yes' } } }),
    ]);
    expect(wrong.code).toBe(1);
    expect(wrong.stderr.trim().split('\n').slice(1)).toEqual([
      '  token: is missing',
      '  integrations_config.uon.enabled: must be true or false',
      '  colour: unknown key',
    ]);
    expect(await run(['apply', fileOf('{"number": 0367}')])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/line 1, column 13/),
    });
    expect(await run(['apply', join(folder, 'none')])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/there is no such file/),
    });
    expect(await run(['show', '9999'])).toMatchObject({ code: 1, stderr: expect.stringMatching(/no enterprise 9999/) });
  });

  it('names the token that another enterprise has', async () => {
    await run(['apply', fileOf(enterprise)]);
    const second = await run(['apply', fileOf({ ...enterprise, number: '0400' })]);
    expect(second).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/\n {2}token: belongs to another enterprise\n$/),
    });
  });

  it('finds the instance that runs on DATA_DIR', async () => {
    const secretsKeyFile = join(folder, 'secrets-key');
    writeFileSync(secretsKeyFile, `${secretsKey}\n`);
    writeInstance(folder, {
      ...{ pid: process.pid, startedAt: new Date().toISOString(), apiUrl: 'http://127.0.0.1:1', secretsKeyFile },
      ...{
        databaseUrl: database.url,
        temporalAddress: '127.0.0.1:1',
        temporalNamespace: 'default',
        uonUrl: 'http://127.0.0.1:1',
      },
    });
    const listed = await run(['list'], { DATABASE_URL: '', SECRETS_KEY: '', DATA_DIR: folder });
    expect(listed).toMatchObject({ code: 0, stdout: expect.stringMatching(/0367/) });
  });

  it('says what to do where nothing runs, and refuses another SECRETS_KEY', async () => {
    const nothing = await run(['list'], { DATABASE_URL: '', SECRETS_KEY: '', DATA_DIR: join(folder, 'empty') });
    expect(nothing).toMatchObject({ code: 1, stderr: expect.stringMatching(/start it with `npm start`/) });
    const away = await run(['list'], { DATABASE_URL: 'postgres://a:b@127.0.0.1:1/c' });
    expect(away).toMatchObject({ code: 1, stderr: expect.stringMatching(/can't be reached/) });
    const otherKey = await run(['list'], { SECRETS_KEY: 'quite another key than before' });
    expect(otherKey).toMatchObject({ code: 1, stderr: expect.stringMatching(/another SECRETS_KEY/) });
  });

  it('removes an enterprise, once', async () => {
    expect(await run(['remove', '0367'])).toMatchObject({ code: 0, stdout: expect.stringContaining('is removed') });
    for (const command of ['show', 'remove']) {
      expect(await run([command, '0367'])).toMatchObject({
        code: 1,
        stderr: expect.stringContaining('no enterprise 0367'),
      });
    }
  });

  it('ends with 2 for a wrong usage', async () => {
    expect(await run(['destroy', '0367'])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/unknown command: destroy\n\nUsage:/),
    });
  });
});
