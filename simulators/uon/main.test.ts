import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { DEMO_KEY } from './demo-seed.ts';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));

async function startMain(...args: string[]) {
  const child = fork(MAIN, args, { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const exited = once(child, 'exit').then(([code]): unknown => code);
  return { child, exited };
}

test('stand-alone it tells its URL, serves the demo account and ends with 0 on SIGTERM', async () => {
  const { child, exited } = await startMain();
  const [message] = await once(child, 'message');
  expect(message).toEqual({ ready: true, url: expect.stringContaining('http://127.0.0.1:') });
  expect((await fetch(`${message.url}/${DEMO_KEY}/manager.json`)).status).toBe(200);
  child.kill('SIGTERM');
  expect(await exited).toBe(0);
});

test('it ends when its parent lets go of it', async () => {
  const { child, exited } = await startMain();
  await once(child, 'message');
  child.disconnect();
  expect(await exited).toBe(0);
});

test('unknown arguments give the usage and exit code 2', async () => {
  const { exited, child } = await startMain('--prot', '80');
  const errors = await child.stderr?.toArray();
  expect(String(errors?.join(''))).toContain('Usage:');
  expect(await exited).toBe(2);
});
