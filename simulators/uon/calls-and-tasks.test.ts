import { expect, test } from 'vitest';
import { KEY, startTestApi } from './test-api.ts';

const RECORD = { phone: '375296254070', start: '2025-09-14 12:15:46', duration: 45, direction: 2, manager_id: 3 };

test('a call record is made as often as it is sent, and listed newest first by client and for all', async () => {
  const api = await startTestApi();
  await api.post('call_history/create', RECORD);
  await api.post('call_history/create', RECORD);
  await api.post('call_history/create', { phone: '375290000009', start: '2025-09-14 12:20:00' });
  expect(Object((await api.get('call_history/1')).body).users).toMatchObject([{ id: 3 }, { id: '2' }, { id: 1 }]);
  const ofClient = Object((await api.get('call_history_by_user/11')).body).users;
  expect(ofClient).toMatchObject([
    { id: '2', client_id: 11 },
    { id: 1, start: RECORD.start },
  ]);
});

test('a call record wants a phone, a time and a direction of 1 or 2', async () => {
  const api = await startTestApi();
  for (const change of [{ phone: '' }, { start: '14.09.2025' }, { direction: 0 }, { manager_id: 77 }]) {
    expect(await api.post('call_history/create', { ...RECORD, ...change })).toMatchObject({ status: 404 });
  }
  expect(api.sim.account(KEY).callRecords).toEqual([]);
});

test('a popup goes to a manager who exists', async () => {
  const api = await startTestApi();
  const text = '<b>Входящий звонок</b>';
  expect(await api.post('notification/create', { text, manager_id: '3' })).toEqual({
    status: 200,
    body: { result: 200 },
  });
  expect(await api.post('notification/create', { text, manager_id: 99 })).toMatchObject({ status: 404 });
  expect(api.sim.account(KEY).notifications).toMatchObject([{ manager_id: 3, text }]);
});

test('a task without both managers breaks the server with 500', async () => {
  const api = await startTestApi();
  const task = { type_id: 1, datetime: '2025-09-14 12:30:00', text: 'Перезвонить', r_id: 3, tr_id: 12 };
  expect(await api.post('reminder/create', task)).toMatchObject({ status: 500 });
  expect(await api.post('reminder/create', { ...task, manager_id: 4 })).toMatchObject({ status: 200 });
  expect(await api.post('reminder/create', { ...task, created_u_id: 2 })).toMatchObject({ status: 200 });
  expect(await api.get('reminder/3')).toMatchObject({ body: { reminder: [{ tr_id: 12 }, { tr_id: 12 }] } });
});

test('a touch goes to a lead or a client', async () => {
  const api = await startTestApi();
  const touch = { type_id: 1, datetime: '2025-09-14 12:30', text: 'Запись разговора' };
  expect(await api.post('request-action/create', touch)).toMatchObject({ status: 404 });
  expect(await api.post('request-action/create', { ...touch, tr_id: 12 })).toMatchObject({ status: 200 });
  expect(api.sim.account(KEY).actions).toMatchObject([{ tr_id: 12, r_id: null, timezone: '+03:00', auto: false }]);
});

test('a webhook is registered, changed, listed and deleted, and its id is not given again', async () => {
  const api = await startTestApi();
  const url = 'https://pbx.example/uon/webhook/secret';
  expect(await api.post('webhook/create', { type_id: 47, url })).toMatchObject({ body: { id: '1' } });
  expect(api.sim.account(KEY).webhooks).toMatchObject([{ method: 'GET', url }]);
  await api.post('webhook/update/1', { method: 'POST' });
  expect(await api.get('webhook')).toMatchObject({ body: { webhooks: [{ id: 1, method: 'POST' }] } });
  expect(await api.post('webhook/delete/1', {})).toMatchObject({ status: 200 });
  expect(await api.post('webhook/create', { type_id: 3, url, method: 'POST' })).toMatchObject({ body: { id: '2' } });
});
