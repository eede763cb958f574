import { expect, test, vi } from 'vitest';

import type { Child } from './child.ts';
import { supervise } from './supervisor.ts';

interface FakeChild {
  child: Child;
  end(how: string): void;
}

/** A process as the supervisor sees it: it ends when it is told to. */
function fakeChild(): FakeChild {
  const { promise: exited, resolve } = Promise.withResolvers<string>();
  const child = { name: 'x', exited, stop: async () => resolve('stopped') } as unknown as Child;
  return { child, end: resolve };
}

const never = new AbortController().signal;

test('what ends by itself is started again, and both are said', async () => {
  const children = [fakeChild(), fakeChild()];
  const said: string[] = [];
  let starts = 0;
  const start = () => Promise.resolve((children[starts++] ?? fakeChild()).child);
  const service = await supervise('worker', start, (text) => said.push(text), never);

  children[0]?.end('code 1');
  await vi.waitFor(() => expect(said).toHaveLength(2), 5_000);
  expect(said).toEqual(['! worker ended (code 1), starting it again in 1 s', '✓ worker runs again']);
  await service.stop(1_000);
  expect(starts).toBe(2);
});

test('a stop while it waits to start again ends the waiting', async () => {
  const first = fakeChild();
  const said: string[] = [];
  const service = await supervise(
    'worker',
    () => Promise.resolve(first.child),
    (text) => said.push(text),
    never,
  );
  first.end('SIGKILL');
  await vi.waitFor(() => expect(said).toHaveLength(1));
  await service.stop(1_000);
  expect(said).toHaveLength(1);
});

test("an error of the first start is the caller's", async () => {
  const failing = () => Promise.reject(new Error('no'));
  await expect(supervise('worker', failing, () => undefined, never)).rejects.toThrow('no');
});
