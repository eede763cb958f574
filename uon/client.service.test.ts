import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';

import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { createSlotGrants } from '../db/limiter.ts';
import { createPool } from '../db/pool.ts';
import { startUonSimulator, type UonSimulator } from '../simulators/uon/server.ts';
import { createTestDatabase, type TestDatabase } from '../tests/harness/database.ts';
import type { CallOptions, UonAccess } from './access.ts';
import { createUonClient, type UonClient } from './client.ts';
import { createLimiter } from './limiter.ts';

const KEY = 'test-key-0367';
const live: CallOptions = { class: 'live' };

let database: TestDatabase;
let pool: pg.Pool;
let simulator: UonSimulator;
let client: UonClient;
let access: UonAccess;
let outcomes: string[];

beforeAll(async () => {
  database = await createTestDatabase();
  pool = createPool(database.url, { max: 4 });
  simulator = await startUonSimulator({ accounts: {}, limitPerSecond: 1000 });
  client = createUonClient({
    limiter: createLimiter({ grants: createSlotGrants(pool) }),
    metrics: { answered: (method, _, outcome) => outcomes.push(`${method} ${outcome}`) },
  });
});

beforeEach(() => {
  outcomes = [];
  simulator.faults.clear();
  simulator.setAccount(KEY, {
    clients: [
      { u_id: 5, u_surname: 'Иванов', u_name: 'Иван', u_phone: '+375296254070', u_type: 2, u_company: 'Рога & Копыта' },
    ],
    leads: Array.from({ length: 230 }, (_, index) => ({
      id: index + 1,
      client_id: 5,
      status_id: 7,
      manager_id: (index % 2) * 2,
    })),
    statuses: [
      { id: 1, name: 'Новый' },
      { id: 7, name: 'Лид → Заявка', is_archive: 1 },
    ],
    managers: [{ u_id: 2, u_name: 'Ольга', ip_internal_number: '151' }],
  });
  // A window of its own for each test, so that none waits for another.
  access = { account: randomUUID(), apiKey: KEY, apiUrl: simulator.url, bodyFormat: 'json' };
});

afterAll(async () => {
  client.close();
  await simulator.close();
  await pool.end();
  await database.drop();
});

const lastBody = () => simulator.requests.at(-1)?.body;

describe('reading', () => {
  test('a client is found by phone, in our shape', async () => {
    expect(await client.findClientsByPhone(access, '375296254070', live)).toEqual([
      {
        id: '5',
        surname: 'Иванов',
        name: 'Иван',
        patronymic: '',
        company: 'Рога & Копыта',
        kind: 'company',
        phones: ['375296254070'],
        managerId: null,
        active: true,
        deleted: false,
      },
    ]);
  });

  test('a phone, a client and a list that are not there are nothing, not an error', async () => {
    expect(await client.findClientsByPhone(access, '375000000000', live)).toEqual([]);
    expect(await client.getClient(access, '77', live)).toBeNull();
    expect(await client.leadsOfClient(access, '77', live)).toEqual([]);
    expect(await client.callRecords(access, 1, live)).toEqual([]);
    expect(outcomes.every((outcome) => outcome.endsWith(' empty'))).toBe(true);
  });

  test('all pages of a list come, each a request of its own', async () => {
    let sent = 0;
    const leads = await client.leadsOfClient(access, '5', { ...live, onSend: () => sent++ });
    expect([leads.length, sent]).toEqual([230, 3]);
    expect(leads.slice(0, 2).map(({ id, managerId }) => [id, managerId])).toEqual([
      ['1', null],
      ['2', '2'],
    ]);
    expect(new Set(leads.map(({ statusId }) => statusId))).toEqual(new Set(['7']));
  });

  test('statuses and managers come with clean names', async () => {
    expect(await client.leadStatuses(access, live)).toEqual([
      { id: '1', name: 'Новый', order: 0, archived: false },
      { id: '7', name: 'Лид → Заявка', order: 0, archived: true },
    ]);
    expect(await client.managers(access, live)).toMatchObject([
      { id: '2', name: 'Ольга', extension: '151', state: 'free' },
    ]);
  });
});

describe.each([['json'], ['form']] as const)('writing as %s', (bodyFormat) => {
  beforeEach(() => void (access = { ...access, bodyFormat }));

  test('a new client gets an id, a manager and a lead that can be changed', async () => {
    const clientId = await client.createClient(
      access,
      { name: 'New', phoneDigits: '375291112233', note: 'call 1.1' },
      live,
    );
    const lead = { clientId, phoneDigits: '375291112233', source: 'Звонок', statusId: '1' };
    const ignore = { ignoreTouristNotification: true, ignoreActionsAndReminders: true };
    const leadId = await client.createLead(access, { ...lead, ...ignore }, live);
    await client.setClientManager(access, clientId, '2', live);
    await client.updateLead(access, leadId, { managerId: '2', statusId: '7' }, live);
    const account = simulator.account(KEY);
    expect(account.clients.at(-1)).toMatchObject({ u_name: 'New', manager_id: 2 });
    expect(account.leads.at(-1)).toMatchObject({
      id: Number(leadId),
      client_id: Number(clientId),
      manager_id: 2,
      status_id: 7,
    });
    expect(account.reminders).toEqual([]);
  });

  test('a call record is read back as it was written', async () => {
    const record = { phoneDigits: '375296254070', startedAt: '2025-09-01 10:00:00', durationS: 0 };
    const rest = { managerId: '2', recordUrl: 'https://pbx/1.mp3', note: 'call 1.1' };
    await client.createCallRecord(access, { ...record, ...rest, direction: 'incoming' }, live);
    expect(lastBody()).toMatchObject({
      direction: bodyFormat === 'json' ? 2 : '2',
      duration: bodyFormat === 'json' ? 0 : '0',
    });
    const written = { ...record, ...rest, direction: 'incoming' };
    expect(await client.callRecordsOfUser(access, '5', live)).toEqual([written]);
    expect(await client.callRecords(access, 1, live)).toEqual([written]);
  });

  test('a popup, a task and a note arrive; what has no value is not sent', async () => {
    await client.notify(access, { managerId: '2', text: '<b>Звонок</b>' }, live);
    const at = '2025-09-01 10:00:00';
    await client.createReminder(access, { text: 'Перезвонить', at, managerId: '2', leadId: '1', clientId: null }, live);
    expect(lastBody()).not.toHaveProperty('tr_id');
    await client.createAction(access, { kind: 'call', text: 'Запись', at, clientId: '5' }, live);
    const account = simulator.account(KEY);
    expect(account.notifications).toMatchObject([{ manager_id: 2, text: '<b>Звонок</b>' }]);
    expect(await client.remindersOfLead(access, '1', live)).toMatchObject([
      { text: 'Перезвонить', at, managerId: '2', leadId: '1' },
    ]);
    expect(account.actions).toMatchObject([{ type_id: 1, tr_id: 5, text: 'Запись' }]);
  });
});

describe('failures', () => {
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
    await createSlotGrants(pool).hold(access.account, 60_000);
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
    const away = createPool(database.url);
    await away.end();
    const alone = createUonClient({ limiter: createLimiter({ grants: createSlotGrants(away) }) });
    await expect(alone.managers(access, live)).rejects.toMatchObject({ kind: 'not-sent', code: 'ERR_NO_SLOT' });
    alone.close();
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
});

describe('a server that is not U-ON', () => {
  let server: Server;
  let url: string;
  let answer: (write: (status: number, headers: Record<string, string>, body: string) => void) => void;

  beforeAll(async () => {
    server = createServer((request, response) => {
      request.resume();
      answer((status, headers, body) => response.writeHead(status, headers).end(body));
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const address = server.address();
    url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  });
  afterAll(() => void server.close().closeAllConnections());

  const managers = () => client.managers({ ...access, apiUrl: url }, live);

  test('a redirect is not followed', async () => {
    answer = (write) => write(302, { location: `${simulator.url}/${KEY}/manager.json` }, '');
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
    const created = client.createClient({ ...access, apiUrl: url }, { name: 'x', phoneDigits: '1' }, live);
    await expect(created).rejects.toMatchObject({ kind: 'unclear' });
  });
});
