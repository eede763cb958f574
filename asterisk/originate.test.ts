import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { Worker } from 'node:worker_threads';
import { afterAll, describe, expect, it } from 'vitest';
import { originate, OriginateError, type OriginateFailure } from './originate.ts';

const closing: (() => unknown)[] = [];
afterAll(async () => {
  for (const close of closing) await close();
});

/** What comes of an order for a PBX at that address. */
async function outcomeOf(url: string): Promise<'placed' | OriginateFailure> {
  const order = { url, extension: '151', phoneE164: '+375296254070', secret: 'pbx-secret' };
  try {
    await originate(order, { allowedHosts: ['127.0.0.1'], timeoutMs: 1_000, connectMs: 200 });
    return 'placed';
  } catch (error) {
    if (!(error instanceof OriginateError)) throw error;
    expect(String(error)).not.toMatch(/127\.0\.0\.1|375|pbx-secret/);
    return error.kind;
  }
}

/** A server that takes connections and says nothing. */
async function silentPort(): Promise<number> {
  const sockets: Socket[] = [];
  const server = createServer((socket) => void sockets.push(socket.resume().on('error', () => undefined)));
  closing.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return portOf(server.address());
}

/** A port whose queue is full, since nobody takes connections out of it: the system answers no more of them. */
async function swallowingPort(): Promise<number> {
  const worker = new Worker(
    `const { createServer } = require('node:net');
     const { parentPort } = require('node:worker_threads');
     const server = createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
       parentPort.postMessage(server.address().port);
       Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
     });`,
    { eval: true },
  );
  const [port]: unknown[] = await once(worker, 'message');
  const sockets = Array.from({ length: 8 }, () => connect(Number(port), '127.0.0.1').on('error', () => undefined));
  closing.push(async () => {
    for (const socket of sockets) socket.destroy();
    await worker.terminate();
  });
  // They are taken in their order: once the second stands there is room for hardly any more.
  await Promise.all(sockets.slice(0, 2).map((socket) => once(socket, 'connect')));
  return Number(port);
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('a port is expected');
  return address.port;
}

describe('a PBX that does not answer', () => {
  it('has surely not been asked where no connection came about', async () => {
    expect(await outcomeOf(`http://127.0.0.1:${await swallowingPort()}/call`)).toBe('not-sent');
  });

  it('has surely not been asked where the connection was not encrypted yet', async () => {
    expect(await outcomeOf(`https://127.0.0.1:${await silentPort()}/call`)).toBe('not-sent');
  });

  it('may have been asked where the connection stood', async () => {
    expect(await outcomeOf(`http://127.0.0.1:${await silentPort()}/call`)).toBe('unclear');
  });
});
