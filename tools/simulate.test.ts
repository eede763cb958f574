import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { writeInstance } from '../platform/instance.ts';
import { startTestPbxApi } from '../simulators/pbx/test-pbx-api.ts';

const TOOL = fileURLToPath(new URL('simulate.ts', import.meta.url));
const RECORDING = fileURLToPath(new URL('../tests/fixtures/pbx/attended-transfer-twice.jsonl', import.meta.url));

async function run(args: string[], dataDir = 'no-such-folder') {
  const env = { ...process.env, DATA_DIR: dataDir };
  const child = spawn(process.execPath, [TOOL, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [output, errors, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { code, output, errors };
}

const QUICK = ['--rate', '50', '--ring', '0', '--talk', '0.1', '--seed', '3'];

test('calls are played against an API, with progress in plain lines and a summary', async () => {
  const api = await startTestPbxApi();
  const { code, output, errors } = await run(['calls', '4', ...QUICK, '--url', api.url, '--token', 'secret']);
  expect(code).toBe(0);
  expect(output).toMatch(/4 calls, 50 per second, --seed 3/);
  expect(output).toMatch(/calls {6}4: .*\n.*\naccepted {3}\d+ \(202\)\nrepeats {4}0\nrefused {4}0/);
  expect(errors).toContain(`${api.posted.length}/${api.posted.length} events`);
  expect(api.posted.filter((post) => post.path === '/api/callevent/start')).toHaveLength(4);
  expect(new Set(api.posted.map((post) => post.token))).toEqual(new Set(['secret']));
});

test('without an address it finds the instance that runs on DATA_DIR and uses the token of the demo', async () => {
  const api = await startTestPbxApi();
  const dataDir = await mkdtemp(join(tmpdir(), 'simulate-'));
  onTestFinished(() => rm(dataDir, { recursive: true }));
  writeInstance(dataDir, {
    pid: process.pid,
    startedAt: new Date().toISOString(),
    apiUrl: api.url,
    databaseUrl: 'postgres://127.0.0.1/none',
    temporalAddress: '127.0.0.1:1',
    temporalNamespace: 'default',
    uonUrl: 'http://127.0.0.1:1',
  });
  const { code } = await run(['play', RECORDING, '--speed', 'max'], dataDir);
  expect(code).toBe(0);
  expect(api.posted).toHaveLength(45);
  expect(api.posted[0]?.token).toBe('pbx-token-0367');
});

test('an event that is refused makes the exit code 1', async () => {
  const api = await startTestPbxApi(({ path }) => (path.endsWith('dial') ? 422 : 202));
  const { code, output } = await run(['play', RECORDING, '--speed', 'max', '--url', api.url]);
  expect(code).toBe(1);
  expect(output).toContain('refused    1 (1 x 422 for dial)');
});

test('mistakes are told with exit code 2: unknown arguments, no file, nothing that runs', async () => {
  expect(await run(['calls', '5', '--speeed', '2'])).toMatchObject({
    code: 2,
    errors: expect.stringContaining('Usage:'),
  });
  expect(await run(['play', 'no-such-file.jsonl', '--url', 'http://127.0.0.1:9'])).toMatchObject({ code: 2 });
  expect(await run(['calls', '5'])).toMatchObject({ code: 2, errors: expect.stringContaining('npm start') });
});
