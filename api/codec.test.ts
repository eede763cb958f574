import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import express from 'express';
import { afterAll, describe, expect, it } from 'vitest';

import { codecToken } from '../platform/codec-token.ts';
import { createPayloadCipher } from '../platform/payload-codec.ts';
import { requireServiceToken } from './bearer.ts';
import { codecRouter, webUiOrigins } from './codec.ts';
import { Problem, problemHandler } from './problem.ts';

const SERVICE_TOKEN = 'service-token-of-the-tests';
const UI = 'http://127.0.0.1:8233';
const bearer = { Authorization: `Bearer ${SERVICE_TOKEN}` };
const urlPath = `/codec/${codecToken(SERVICE_TOKEN)}/decode`;
const cipher = createPayloadCipher([{ id: 'default', key: randomBytes(32) }]);
const unexpected = { metadata: { encoding: Buffer.from('unexpected') } };
const logged: unknown[] = [];

const decrypt = (payload: Payload): Payload => {
  if (payload.metadata?.['encoding']?.toString() === 'unexpected') throw new Error('A mistake of ours');
  return cipher.decrypt(payload);
};
const app = express();
const scopes: Readonly<Record<string, readonly string[] | null>> = { 'svc-all': null, 'svc-one': ['0367'] };
const authenticate = requireServiceToken({
  serviceToken: SERVICE_TOKEN,
  findToken: (token) => Promise.resolve(token in scopes ? { name: token, enterprises: scopes[token] ?? null } : null),
});
const session: express.RequestHandler = (request, _response, next) => {
  if (request.get('Cookie') === 'an-owners') return next();
  throw new Problem(401, 'Log in first');
};
app.use(codecRouter({ decrypt, authenticate, session, serviceToken: SERVICE_TOKEN, origins: webUiOrigins(UI) }));
app.use(problemHandler({ error: (fields) => logged.push(fields), warn: () => undefined }));
const server = createServer(app).listen(0, '127.0.0.1');
await once(server, 'listening');
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
afterAll(() => new Promise((resolve) => server.close(resolve)));

const json = ({ metadata, data }: Payload) => ({
  metadata: Object.fromEntries(Object.entries(metadata ?? {}).map(([k, v]) => [k, Buffer.from(v).toString('base64')])),
  ...(data ? { data: Buffer.from(data).toString('base64') } : {}),
});
const plain = defaultPayloadConverter.toPayload('+375291112233 Анна');
const ask = (path: string, headers: Record<string, string>, body: unknown, method = 'POST') =>
  fetch(url + path, {
    method,
    headers: { 'Content-Type': 'application/json', ...headers },
    ...(method === 'POST' ? { body: typeof body === 'string' ? body : JSON.stringify(body) } : {}),
  });

describe('the codec endpoint', () => {
  it.each([
    ['the token in its URL', urlPath, { Origin: UI, 'X-Namespace': 'default' }],
    ['the service token', '/codec/decode', bearer],
    ['a session', '/codec/session/decode', { Origin: UI, Cookie: 'an-owners' }],
    ['a stored token for all enterprises', '/codec/decode', { Authorization: 'Bearer svc-all' }],
  ])('decrypts for who has %s', async (_who, path, headers) => {
    const nothing = defaultPayloadConverter.toPayload(undefined);
    const payloads = [cipher.encrypt(plain), plain, cipher.encrypt(nothing)].map(json);
    const answer = await ask(path, headers, { payloads });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const answered = (await answer.json()) as { payloads: unknown[] };
    expect(answered.payloads.slice(0, 2)).toEqual([json(plain), json(plain)]);
    expect(answered.payloads[2]).toMatchObject({ metadata: json(nothing).metadata });
  });

  it.each([
    ['no token', '/codec/decode', {}],
    ['no session', '/codec/session/decode', { Origin: UI }],
    ['the service token at the place of sessions', '/codec/session/decode', bearer],
    ['a wrong bearer', '/codec/decode', { Authorization: 'Bearer wrong-service-token' }],
    ['the URL token as bearer', '/codec/decode', { Authorization: `Bearer ${codecToken(SERVICE_TOKEN)}` }],
    ['a wrong token in the URL', `/codec/${'0'.repeat(64)}/decode`, {}],
    ['the service token in the URL', `/codec/${SERVICE_TOKEN}/decode`, {}],
  ])('refuses who comes with %s, before it reads the body', async (_what, path, headers) => {
    expect((await ask(path, headers, '{')).status).toBe(401);
  });

  it('refuses a token that was made for some enterprises: a payload does not say whose it is', async () => {
    expect((await ask('/codec/decode', { Authorization: 'Bearer svc-one' }, '{')).status).toBe(403);
  });

  it('can be asked by pages of the Web UI, under either name of this machine, and by no others', async () => {
    for (const origin of [UI, 'http://localhost:8233']) {
      const preflight = await ask(urlPath, { Origin: origin, 'Access-Control-Request-Method': 'POST' }, '', 'OPTIONS');
      expect(preflight.status).toBe(204);
      expect(preflight.headers.get('access-control-allow-headers')).toMatch(/content-type, x-namespace/i);
      for (const answer of [preflight, await ask(urlPath, { Origin: origin }, { payloads: [] })]) {
        expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
        expect(answer.headers.get('access-control-allow-credentials')).toBe('true');
      }
    }
    for (const origin of ['http://127.0.0.1:8234', 'https://127.0.0.1:8233', 'https://evil.example', 'null']) {
      const answer = await ask(urlPath, { Origin: origin }, { payloads: [] });
      expect(answer.status).toBe(403);
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    }
  });

  it('tells its refusals to the page of the Web UI too', async () => {
    const answer = await ask(`/codec/${'0'.repeat(64)}/decode`, { Origin: UI }, { payloads: [] });
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([401, UI]);
  });

  it.each([['{'], ['[]'], ['{}'], ['{"payloads":[{"data":"no base64!"}]}'], ['{"payloads":[1]}']])(
    'answers 400 to a body that holds no payloads: %s',
    async (text) => expect((await ask('/codec/decode', bearer, text)).status).toBe(400),
  );

  it('names the key that it lacks, and what to do', async () => {
    const other = createPayloadCipher([{ id: '2019', key: randomBytes(32) }]).encrypt(plain);
    const answer = await ask('/codec/decode', bearer, { payloads: [json(other)] });
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ detail: expect.stringMatching(/"2019".*SECRETS_KEY/) });
  });

  it('takes a payload of the 2 MB that Temporal allows', async () => {
    const large = cipher.encrypt(defaultPayloadConverter.toPayload('x'.repeat(2_000_000)));
    expect((await ask(urlPath, {}, { payloads: [json(large)] })).status).toBe(200);
  });

  it('does not encrypt', async () => {
    expect((await ask('/codec/encode', bearer, { payloads: [] })).status).toBe(404);
  });

  it('keeps the token in its URL out of the log when something goes wrong', async () => {
    expect((await ask(urlPath, {}, { payloads: [json(unexpected)] })).status).toBe(500);
    expect(logged).toMatchObject([{ path: '/codec/decode' }]);
  });
});

it('the token in the URL is what the openssl line of docs/security.md makes, and not the service token', () => {
  expect(codecToken(SERVICE_TOKEN)).toBe('bbef997ad5c3528aa2175c401ed65ce0578532af26182c9ebb28530f6e2c1e59');
});

it('a Web UI elsewhere has one origin; where none is known nobody may ask from a page', () => {
  expect(webUiOrigins('https://temporal.example.com/ui')).toEqual(['https://temporal.example.com']);
  expect(webUiOrigins(undefined)).toEqual([]);
});
