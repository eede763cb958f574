import { once } from 'node:events';
import { createServer } from 'node:net';

import { expect, onTestFinished, test } from 'vitest';

import { findFreePort, isFree, onFreePort } from './free-port.ts';
import { choosePort } from './given-ports.ts';

async function occupy(port: number): Promise<void> {
  const server = createServer().listen(port, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
}

test('a port on which someone listens is not free', async () => {
  const port = await findFreePort();
  expect(await isFree(port)).toBe(true);
  await occupy(port);
  expect(await isFree(port)).toBe(false);
});

test('when someone else was quicker another port is tried', async () => {
  const tried: number[] = [];
  const got = await onFreePort(async (port) => {
    tried.push(port);
    if (tried.length > 1) return port;
    await occupy(port);
    throw new Error('address in use');
  });
  expect(tried).toHaveLength(2);
  expect(got).toBe(tried[1]);
});

test('an error that has nothing to do with the port is not repeated', async () => {
  let tries = 0;
  const failing = onFreePort(() => Promise.reject(new Error(`broken ${++tries}`)));
  await expect(failing).rejects.toThrow('broken 1');
});

test('without PORT the API takes the next free one', async () => {
  const port = await findFreePort();
  await occupy(port);
  expect(await choosePort({ port, portGiven: false })).toBeGreaterThan(port);
});
