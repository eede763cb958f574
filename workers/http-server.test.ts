import { Agent, get } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { closeInOrder, createLimitedServer } from './http-server.ts';

it('closes though a connection that is kept was busy when it was told to', async () => {
  const { promise: answerNow, resolve: answer } = Promise.withResolvers<void>();
  const server = createLimitedServer(
    (_, response) => void answerNow.then(() => response.end('done')),
    () => undefined,
  );
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const agent = new Agent({ keepAlive: true });
  const asked = once(get({ port, agent }), 'response');
  await once(server, 'request');
  const closed = closeInOrder(server);
  answer();
  const [response] = (await asked) as [NodeJS.ReadableStream];
  response.resume();
  await closed;
  expect(server.listening).toBe(false);
  agent.destroy();
}, 10_000);
