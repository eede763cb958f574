import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { connectClient, type ConnectedClient } from '../tests/uon/connected-client.ts';
import type { CallOptions, UonAccess } from './access.ts';

const KEY = 'test-key-0367';
const live: CallOptions = { class: 'live' };

let connected: ConnectedClient;
let client: ConnectedClient['client'];
let simulator: ConnectedClient['simulator'];
let access: UonAccess;
let outcomes: string[];

beforeAll(async () => {
  connected = await connectClient({
    metrics: { answered: (method, _, outcome) => outcomes.push(`${method} ${outcome}`) },
  });
  ({ client, simulator } = connected);
});

beforeEach(() => {
  outcomes = [];
  simulator.setAccount(KEY, {
    clients: [
      {
        ...{ u_id: 5, u_surname: 'Иванов', u_name: 'Иван', u_phone: '+375296254070' },
        ...{ u_type: 2, u_company: 'Рога & Копыта', company_id: 31 },
      },
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

afterAll(() => connected.close());

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
        companyId: '31',
        kind: 'company',
        phones: ['375296254070'],
        managerId: null,
        active: true,
        deleted: false,
        timezone: '+03:00',
      },
    ]);
  });

  test('a phone, a client and a list that are not there are nothing, not an error', async () => {
    expect(await client.findClientsByPhone(access, '375000000000', live)).toEqual([]);
    expect(await client.getClient(access, '77', live)).toBeNull();
    expect(await client.leadsOfClient(access, '77', live)).toEqual([]);
    expect(await client.requestsOfClient(access, '77', live)).toEqual([]);
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

  test('the requests of a client come in our shape', async () => {
    simulator.setAccount('key-of-requests', {
      requests: [{ id: 90, client_id: 5, status_id: 2, status: 'Лид → Заявка', manager_id: 2 }],
    });
    const requests = await client.requestsOfClient({ ...access, apiKey: 'key-of-requests' }, '5', live);
    expect(requests).toEqual([
      {
        ...{ id: '90', statusId: '2', statusName: 'Лид → Заявка', managerId: '2', clientId: '5' },
        createdAt: expect.stringMatching(/^2025-09-01 10:00/),
      },
    ]);
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
    const written = { ...record, ...rest, direction: 'incoming', id: expect.stringMatching(/^\d+$/) };
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
