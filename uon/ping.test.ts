import { createServer } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { listen } from '../platform/listen.ts';
import { failureOf, pingUon } from './ping.ts';

describe('a ping', () => {
  it('is answered by whatever speaks HTTP, by any status, without a key', async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      response.writeHead(418).end();
    });
    const port = await listen(server, 0);
    const answered = { kind: 'answered', host: `127.0.0.1:${port}`, httpStatus: 418, certificateUntil: null };
    expect(await pingUon(`http://127.0.0.1:${port}/base/`, 2_000)).toEqual(answered);
    expect(asked).toEqual(['GET /base/']);
    server.close();
  });

  it.each([
    ['ends the connection', 'end', 'connection-dropped', 'ECONNRESET'],
    ['says nothing', 'wait', 'no-answer', 'ETIMEDOUT'],
  ] as const)('tells of one that %s', async (_what, does, code, network) => {
    const server = createTcpServer((socket) => {
      socket.on('error', () => undefined);
      if (does === 'end') socket.destroy();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    const host = `127.0.0.1:${address.port}`;
    expect(await pingUon(`http://${host}`, 300)).toEqual({ kind: 'failed', code, host, network });
    server.close();
  });

  it('tells of TLS with one that speaks none, and goes to no other machine without', async () => {
    const server = createServer((_request, response) => void response.end());
    const port = await listen(server, 0);
    const failed = { kind: 'failed', host: `127.0.0.1:${port}` };
    expect(await pingUon(`https://127.0.0.1:${port}`, 2_000)).toMatchObject({ ...failed, code: 'tls-failed' });
    const refused = { kind: 'failed', code: 'address-refused', host: null, network: null };
    expect(await pingUon('http://u-on.example', 2_000)).toEqual(refused);
    server.close();
  });
});

it.each([
  ['ENOTFOUND', false, 'name-unknown'],
  ['EAI_AGAIN', false, 'name-unknown'],
  ['ECONNREFUSED', false, 'not-reached'],
  ['ETIMEDOUT', false, 'not-reached'],
  ['EHOSTUNREACH', false, 'not-reached'],
  ['ECONNRESET', false, 'connection-dropped'],
  ['CERT_HAS_EXPIRED', false, 'tls-failed'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', false, 'tls-failed'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', false, 'tls-failed'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', false, 'tls-failed'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', false, 'tls-failed'],
  ['EPROTO', false, 'tls-failed'],
  ['ETIMEDOUT', true, 'no-answer'],
  ['ECONNRESET', true, 'connection-dropped'],
] as const)('%s, connected: %s, means %s', (network, isConnected, code) => {
  expect(failureOf(network, isConnected)).toBe(code);
});
