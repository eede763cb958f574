import { afterAll, beforeAll, expect, it } from 'vitest';
import { addServiceToken, revokeServiceToken } from '../../db/service-tokens.ts';
import { SERVICE_TOKEN, startSystem, type System } from '../support/system.ts';

let system: System;
beforeAll(async () => {
  system = await startSystem({ workers: [] });
});
afterAll(() => system.stop());

const ask = async (token: string, path: string, init: RequestInit = {}) => {
  const answer = await fetch(system.url + path, {
    ...init,
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
  });
  return { status: answer.status, type: answer.headers.get('Content-Type')?.split(';')[0] };
};
const made = async (name: string, enterprises: string[] | null) =>
  (await addServiceToken(system.pool, name, enterprises)) ?? '';
const decode = { method: 'POST', body: '{"payloads":[]}' };

it('a scoped token asks about its enterprises, and no others', async () => {
  const token = await made('scoped', ['0367']);
  // 404: there is no such call, and it may know that.
  expect((await ask(token, '/internal/calls/0367/1.1')).status).toBe(404);
  expect(await ask(token, '/internal/calls/0368/1.1')).toEqual({ status: 403, type: 'application/problem+json' });
  expect((await ask(token, '/codec/decode', decode)).status).toBe(403);
});

it('a token for all enterprises may ask as SERVICE_TOKEN may', async () => {
  for (const token of [await made('all', null), SERVICE_TOKEN]) {
    expect((await ask(token, '/internal/calls/0368/1.1')).status).toBe(404);
    expect((await ask(token, '/codec/decode', decode)).status).toBe(200);
  }
});

it('a revoked token lets nobody in, from its revocation on', async () => {
  const token = await made('revoked', null);
  expect((await ask(token, '/internal/calls/0367/1.1')).status).toBe(404);
  await revokeServiceToken(system.pool, 'revoked');
  expect((await ask(token, '/internal/calls/0367/1.1')).status).toBe(401);
});

it('nobody is let in by another text', async () => {
  for (const token of ['', 'wrong', `svc_${'x'.repeat(43)}`, `${SERVICE_TOKEN}x`])
    expect(await ask(token, '/internal/calls/0367/1.1')).toEqual({ status: 401, type: 'application/problem+json' });
});
