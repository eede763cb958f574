import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { createSlotGrants } from '../db/limiter.ts';
import { createPool } from '../db/pool.ts';
import { connectClient, type ConnectedClient } from '../tests/uon/connected-client.ts';
import type { CallOptions, UonAccess } from './access.ts';
import { createUonClient } from './client.ts';
import { createLimiter } from './limiter.ts';

const KEY = 'test-key-0367';
const live: CallOptions = { class: 'live' };

let connected: ConnectedClient;
let client: ConnectedClient['client'];
let simulator: ConnectedClient['simulator'];
let access: UonAccess;

beforeAll(async () => {
  connected = await connectClient();
  ({ client, simulator } = connected);
});

beforeEach(() => {
  simulator.faults.clear();
  simulator.setAccount(KEY, { managers: [{ u_id: 2, u_name: 'Ольга' }] });
  access = { account: randomUUID(), apiKey: KEY, apiUrl: simulator.url, bodyFormat: 'json' };
});

afterAll(() => connected.close());

const popup = (options: Partial<CallOptions> = {}, to: Partial<UonAccess> = {}): Promise<void> =>
  client.notify({ ...access, ...to }, { managerId: '2', text: 'Звонок 375296254070' }, { ...live, ...options });

test.each([
  ['5xx', { kind: 'unclear', status: 500 }],
  ['reset', { kind: 'unclear', code: 'ECONNRESET' }],
  ['timeout', { kind: 'unclear', code: 'ETIMEDOUT' }],
  ['403', { kind: 'key-refused', status: 403 }],
  ['429', { kind: 'rate-limited', status: 429 }],
] as const)('%s is told by its kind', async (kind, expected) => {
  simulator.faults.add({ kind, when: 'after' });
  await expect(popup({ timeoutMs: 200 })).rejects.toMatchObject({ ...expected, method: 'notification/create' });
  expect(simulator.account(KEY).notifications).toHaveLength(1);
});

test('a wrong parameter is final and says what U-ON said', async () => {
  const failed = client.notify(access, { managerId: '999', text: 'x' }, live);
  await expect(failed).rejects.toMatchObject({
    kind: 'refused',
    status: 404,
    message: expect.stringMatching(/manager_id is wrong/),
  });
});

test('a change of what is not there is final', async () => {
  await expect(client.setClientManager(access, '77', '2', live)).rejects.toMatchObject({
    kind: 'refused',
    status: 404,
  });
});

test('a wrong key is told apart', async () => {
  await expect(popup({}, { apiKey: 'another' })).rejects.toMatchObject({ kind: 'key-refused' });
});

test('where nobody listens and where there is no such name nothing was sent', async () => {
  let sent = 0;
  const onSend = () => sent++;
  await expect(popup({ onSend }, { apiUrl: 'http://127.0.0.1:1' })).rejects.toMatchObject({
    kind: 'not-sent',
    code: 'ECONNREFUSED',
  });
  await expect(popup({ onSend }, { apiUrl: 'https://u-on.invalid' })).rejects.toMatchObject({ kind: 'not-sent' });
  expect(sent).toBe(0);
});

test('aborted while waiting for a slot: not sent; aborted after sending: unclear', async () => {
  await createSlotGrants(connected.pool).hold(access.account, 60_000);
  await expect(popup({ signal: AbortSignal.timeout(50) })).rejects.toMatchObject({
    kind: 'not-sent',
    code: 'ABORT_ERR',
  });
  expect(simulator.account(KEY).notifications).toEqual([]);
  access = { ...access, account: randomUUID() };
  simulator.faults.add({ kind: 'timeout' });
  const abort = new AbortController();
  const failed = popup({ signal: abort.signal, onSend: () => abort.abort() });
  await expect(failed).rejects.toMatchObject({ kind: 'unclear', code: 'ABORT_ERR' });
});

test('a limiter that can not be asked: not sent', async () => {
  const away = createPool('postgres://127.0.0.1:1/none');
  const alone = createUonClient({ limiter: createLimiter({ grants: createSlotGrants(away) }) });
  await expect(alone.managers(access, live)).rejects.toMatchObject({ kind: 'not-sent', code: 'ERR_NO_SLOT' });
  alone.close();
  await away.end();
});

test('after a 429 the account waits a second', async () => {
  simulator.faults.add({ kind: '429' });
  await expect(popup()).rejects.toMatchObject({ kind: 'rate-limited' });
  const refusedAt = simulator.requests.at(-1)?.at ?? 0;
  await popup();
  expect((simulator.requests.at(-1)?.at ?? 0) - refusedAt).toBeGreaterThan(1000);
});

test('nothing is sent twice by itself', async () => {
  const before = simulator.requests.length;
  simulator.faults.add({ kind: '5xx', times: Infinity });
  await expect(popup()).rejects.toThrow();
  await expect(client.managers(access, live)).rejects.toThrow();
  expect(simulator.requests.length - before).toBe(2);
});
