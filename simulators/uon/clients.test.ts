import { expect, test, vi } from 'vitest';
import { KEY, startTestApi } from './test-api.ts';

const EMPTY = { status: 404, body: { result: 404 } };

test('a client is found by the digits of any of the three phones, however they are written', async () => {
  const api = await startTestApi();
  const found = (id: number) => ({ body: { users: [{ u_id: id % 2 === 0 ? String(id) : id }] } });
  expect(await api.get('user/phone/375296254070')).toMatchObject(found(11));
  expect(await api.get('user/phone/375293213218')).toMatchObject(found(12));
  expect(await api.get('user/phone/375295556611')).toMatchObject(found(13));
  expect(await api.get('user/phone/%2B375296254070')).toEqual(EMPTY);
  expect(await api.get('user/phone/375290000009')).toEqual(EMPTY);
});

test('several clients may have one phone', async () => {
  const api = await startTestApi();
  await api.post('user/create', { u_phone: '375296254070' });
  const { body } = await api.get('user/phone/375296254070');
  expect(Object(body).users).toHaveLength(2);
});

test('a plus is kept as a space', async () => {
  const api = await startTestApi();
  await api.post('user/create', { u_phone: '+375291112233' });
  expect(await api.get('user/16')).toMatchObject({ body: { user: [{ u_phone: ' 375291112233' }] } });
});

test('the search finds a new client only when the index delay is over', async () => {
  const api = await startTestApi({ indexDelayMs: 80, limitPerSecond: 1000 });
  await api.post('user/create', { u_phone: '375291112233' });
  const createdAt = performance.now();
  expect(await api.get('user/phone/375291112233')).toEqual(EMPTY);
  expect(await api.get('user/16')).toMatchObject({ status: 200 });
  await vi.waitFor(async () => expect((await api.get('user/phone/375291112233')).status).toBe(200), { interval: 5 });
  // The clock of the index counts whole milliseconds and began before the answer to the creation came.
  expect(performance.now() - createdAt).toBeGreaterThan(60);
});

test('the manager is written as u_manager_id and read as manager_id', async () => {
  const api = await startTestApi();
  expect(await api.post('user/update/12', { u_manager_id: 4 })).toMatchObject({ status: 200 });
  expect(await api.get('user/12')).toMatchObject({ body: { user: [{ manager_id: '4' }] } });
  expect(await api.post('user/update/12', { u_manager_id: 99 })).toMatchObject({ status: 404 });
  expect(api.sim.account(KEY).clients[1]?.manager_id).toBe(4);
});

test('an unknown client is nothing', async () => {
  const api = await startTestApi();
  expect(await api.get('user/999')).toEqual(EMPTY);
  expect(await api.post('user/update/999', { u_name: 'A' })).toEqual(EMPTY);
});
