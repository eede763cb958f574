import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { connectClient, type ConnectedClient } from '../tests/uon/connected-client.ts';
import type { CallOptions, UonAccess } from './access.ts';

const live: CallOptions = { class: 'live' };

let connected: ConnectedClient;
/** Answers as U-ON should not. */
let server: Server;
let url: string;
let answer: (write: (status: number, headers: Record<string, string>, body: string) => void) => void;

beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume();
    answer((status, headers, body) => response.writeHead(status, headers).end(body));
  });
  connected = await connectClient();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});
afterAll(async () => {
  server.close();
  server.closeAllConnections();
  await connected.close();
});

const access = (): UonAccess => ({ account: randomUUID(), apiKey: 'key', apiUrl: url, bodyFormat: 'json' });
const managers = () => connected.client.managers(access(), live);

test('a redirect is not followed', async () => {
  answer = (write) => write(302, { location: `${connected.simulator.url}/key/manager.json` }, '');
  await expect(managers()).rejects.toMatchObject({ kind: 'unclear', status: 302 });
});

test('an answer without an end is cut off', async () => {
  answer = (write) => write(200, {}, 'x'.repeat(11_000_000));
  await expect(managers()).rejects.toMatchObject({ kind: 'unclear', code: 'ERR_TOO_LARGE' });
});

test('a page of a proxy and an answer of another form are unclear', async () => {
  answer = (write) => write(200, {}, '<html>');
  await expect(managers()).rejects.toMatchObject({ kind: 'unclear' });
  answer = (write) => write(200, {}, '{"hello":"world"}');
  await expect(managers()).rejects.toMatchObject({ kind: 'unclear' });
});

test('a creation that tells no id is unclear', async () => {
  answer = (write) => write(200, {}, '{"result":200,"id":0}');
  const created = connected.client.createClient(access(), { name: 'x', phoneDigits: '1' }, live);
  await expect(created).rejects.toMatchObject({ kind: 'unclear' });
});
