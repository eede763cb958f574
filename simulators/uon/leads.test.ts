import { expect, test } from 'vitest';
import { KEY, startTestApi } from './test-api.ts';

const QUIET = { ignore_tourist_notification: 1, ignore_actions_and_reminders: 1 };

test('names of statuses carry HTML entities, in the directory and in leads', async () => {
  const api = await startTestApi();
  const name = 'Лид &rarr; Заявка';
  expect(Object((await api.get('status_lead')).body).records[5]).toMatchObject({ name });
  expect(await api.get('lead/4')).toMatchObject({ body: { lead: [{ status: name }] } });
});

test('a lead is made for a client by id, with source, status and note, and without a manager', async () => {
  const api = await startTestApi();
  const fields = { r_cl_id: '13', source: 'Реклама', status_id: 3, note: 'call 1.1', ...QUIET };
  expect(await api.post('lead/create', fields)).toEqual({ status: 200, body: { result: 200, id: '22' } });
  expect(api.sim.account(KEY).leads.at(-1)).toMatchObject({ client_id: 13, status_id: 3, manager_id: null });
  expect(await api.get('lead-by-client/13/1')).toMatchObject({ body: { leads: [{ id: '22', source: 'Реклама' }] } });
});

test('a lead needs a client that exists, or a contact', async () => {
  const api = await startTestApi();
  const wrong = (name: string) => ({ status: 404, body: { error: { message: `Parameter ${name} is wrong` } } });
  expect(await api.post('lead/create', QUIET)).toEqual(wrong('u_phone'));
  expect(await api.post('lead/create', { r_cl_id: 999, ...QUIET })).toEqual(wrong('r_cl_id'));
  expect(await api.post('lead/create', { r_cl_id: 11, status_id: 77, ...QUIET })).toEqual(wrong('status_id'));
  expect(await api.post('lead/create', { u_phone: '+375297003134', ...QUIET })).toMatchObject({ status: 200 });
  expect(api.sim.account(KEY).leads.at(-1)?.client_id).toBe(13);
  expect(api.sim.account(KEY).leads).toHaveLength(6);
});

test('unless told not to, a new lead sends the tourist an SMS and writes a note and a task', async () => {
  const api = await startTestApi();
  const account = api.sim.account(KEY);
  await api.post('lead/create', { r_cl_id: 11, ...QUIET });
  expect([account.touristMessages, account.actions, account.reminders]).toEqual([[], [], []]);
  await api.post('lead/create', { r_cl_id: 11, ignore_tourist_notification: 0 });
  expect(account.touristMessages).toMatchObject([{ client_id: 11, to: ' 375296254070' }]);
  expect(account.actions).toMatchObject([{ auto: true, r_id: 23 }]);
  expect(account.reminders).toMatchObject([{ auto: true, r_id: 23 }]);
});

test('request/update changes status and manager of a lead, and ignores status_id with 200', async () => {
  const api = await startTestApi();
  expect(await api.post('request/update/3', { status_id: 1 })).toMatchObject({ status: 200 });
  expect(api.sim.account(KEY).leads[2]).toMatchObject({ id: 3, status_id: 8, manager_id: null });
  expect(await api.post('request/update/3', { lead_status_id: 1, manager_id: 4 })).toMatchObject({ status: 200 });
  expect(api.sim.account(KEY).leads[2]).toMatchObject({ id: 3, status_id: 1, manager_id: 4 });
});

test('id and id_system are different sequences, and only id finds the lead', async () => {
  const api = await startTestApi();
  expect(await api.get('lead/1')).toMatchObject({ body: { lead: [{ id: 1, id_system: '90001' }] } });
  expect(await api.get('lead/90001')).toEqual({ status: 404, body: { result: 404 } });
});

test('requests are listed by client', async () => {
  const api = await startTestApi();
  const requests = [{ id: 21, status: 'Документы выданы' }];
  expect(await api.get('request-by-client/12')).toMatchObject({ status: 200, body: { requests } });
});
