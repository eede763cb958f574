import { describe, expect, test, vi } from 'vitest';
import { KEY, startTestApi } from './test-api.ts';

const EMPTY = { status: 404, body: { result: 404 } };
const wrong = (parameter: string) => ({
  status: 404,
  body: { error: { message: `Parameter ${parameter} is wrong` } },
});

describe('keys and routes', () => {
  test('a wrong key gets 403 and a message', async () => {
    const { sim } = await startTestApi();
    const response = await fetch(`${sim.url}/other-key/manager.json`);
    expect(response.status).toBe(403);
    expect(await response.json()).toEqual({ error: { message: 'API key is wrong' } });
  });

  test('an unknown route gets 404 "No route found", lead/update among them', async () => {
    const api = await startTestApi();
    const noRoute = { status: 404, body: { error: { message: 'No route found' } } };
    expect(await api.get('no/such/thing')).toEqual(noRoute);
    expect(await api.post('lead/update/1', { lead_status_id: 2 })).toEqual(noRoute);
    expect(await api.get('lead/create')).not.toMatchObject({ status: 200 });
  });

  test('only GET and POST are known', async () => {
    const { sim } = await startTestApi();
    for (const method of ['PUT', 'PATCH', 'DELETE']) {
      expect((await fetch(`${sim.url}/${KEY}/user/update/11.json`, { method })).status).toBe(405);
    }
  });

  test('the documented methods answer to a page that is left out', async () => {
    const api = await startTestApi();
    for (const path of ['manager', 'status_lead', 'source', 'users', 'lead-by-client/11', 'request-by-client/12']) {
      expect(await api.get(path), path).toMatchObject({ status: 200, body: { result: 200 } });
    }
  });
});

describe('lists', () => {
  const clients = Array.from({ length: 201 }, (_, index) => ({ u_id: index + 1 }));

  test('a page is a path segment of 100 rows, and past the last one comes 404', async () => {
    const api = await startTestApi({ seed: { clients } });
    const rowsOf = async (path: string) => {
      const { body } = await api.get(path);
      return Object(body).users.length as unknown;
    };
    expect(await rowsOf('users')).toBe(100);
    expect(await rowsOf('users/2')).toBe(100);
    expect(await rowsOf('users/3')).toBe(1);
    expect(await api.get('users/4')).toEqual(EMPTY);
    expect(await api.get('users/0')).toEqual(EMPTY);
  });

  test('an empty list is 404 with result 404', async () => {
    const api = await startTestApi({ seed: {} });
    for (const path of [
      'users',
      'manager',
      'status_lead',
      'call_history',
      'lead-by-client/1',
      'webhook',
      'reminder/1',
    ]) {
      expect(await api.get(path), path).toEqual(EMPTY);
    }
  });

  test('ids are numbers in one row and strings in the next', async () => {
    const api = await startTestApi({ seed: { clients } });
    const { body } = await api.get('users');
    const kinds = new Set(Object(body).users.map((user: { u_id: unknown }) => typeof user.u_id));
    expect(kinds).toEqual(new Set(['number', 'string']));
  });

  test('a row without a manager says so with 0, "0" or null', async () => {
    const api = await startTestApi({ seed: { clients } });
    const { body } = await api.get('users');
    const forms = new Set(Object(body).users.map((user: { manager_id: unknown }) => user.manager_id));
    expect(forms).toEqual(new Set([0, '0', null]));
  });
});

describe('parameters', () => {
  test('a numeric parameter without a number is wrong', async () => {
    const api = await startTestApi();
    for (const value of [null, '', true, false, 'two', 1.5]) {
      expect(await api.post('user/update/11', { u_manager_id: value }), String(value)).toEqual(wrong('u_manager_id'));
    }
    expect(await api.postForm('user/update/11', { u_manager_id: '' })).toEqual(wrong('u_manager_id'));
    expect(await api.post('user/update/11', { u_manager_id: '4' })).toMatchObject({ status: 200 });
  });

  test('a missing parameter is named', async () => {
    const api = await startTestApi();
    expect(await api.post('notification/create', { text: 'Звонок' })).toEqual(wrong('manager_id'));
    expect(await api.post('notification/create', { manager_id: 2 })).toEqual(wrong('text'));
  });

  test('a body that is no JSON counts as no parameters', async () => {
    const { sim } = await startTestApi();
    const headers = { 'content-type': 'application/json' };
    const init = { method: 'POST', headers, body: '{"text":' };
    const response = await fetch(`${sim.url}/${KEY}/notification/create.json`, init);
    expect(response.status).toBe(404);
  });

  test('a form turns the Cyrillic of names and notes into question marks, JSON keeps it', async () => {
    const api = await startTestApi();
    await api.postForm('user/create', { u_name: 'Анна 2', u_note: 'Звонок' });
    await api.post('user/create', { u_name: 'Анна 2', u_note: 'Звонок' });
    const [byForm, byJson] = api.sim.account(KEY).clients.slice(-2);
    expect(byForm).toMatchObject({ u_name: '???? 2', u_note: '??????' });
    expect(byJson).toMatchObject({ u_name: 'Анна 2', u_note: 'Звонок' });
  });

  test('a created id is told as a string', async () => {
    const api = await startTestApi();
    expect(await api.post('user/create', {})).toEqual({ status: 200, body: { result: 200, id: '16' } });
  });
});

describe('the limit', () => {
  test('the eleventh request within a second gets 429, and a second after the first ones it goes on', async () => {
    const api = await startTestApi();
    const replies = await Promise.all(Array.from({ length: 14 }, () => api.get('manager')));
    expect(replies.filter((reply) => reply.status === 429)).toHaveLength(4);
    await vi.waitFor(async () => expect((await api.get('manager')).status).toBe(200), { timeout: 3000, interval: 300 });
  });

  test('each key has a limit of its own', async () => {
    const api = await startTestApi({ limitPerSecond: 1 });
    api.sim.setAccount('second-key', { managers: [{ u_id: 1 }] });
    expect((await api.get('manager')).status).toBe(200);
    expect((await api.get('manager')).status).toBe(429);
    expect((await fetch(`${api.sim.url}/second-key/manager.json`)).status).toBe(200);
  });
});

describe('what was received', () => {
  test('requests are kept with their moment, method, parameters and outcome', async () => {
    const before = Date.now() - 1;
    const api = await startTestApi();
    await api.get('user/phone/375296254070');
    await api.post('user/update/11', { u_manager_id: 4 });
    const [first, second] = api.sim.requests;
    expect(first).toMatchObject({ apiKey: KEY, method: 'GET', route: 'user/phone', status: 200, bodyFormat: 'none' });
    expect(first?.params).toEqual({ digits: '375296254070' });
    expect(second).toMatchObject({ route: 'user/update', path: 'user/update/11', body: { u_manager_id: 4 } });
    expect(first?.at).toBeGreaterThan(before);
    expect(second?.at).toBeGreaterThan(first?.at ?? Infinity);
  });

  test('only the newest are kept', async () => {
    const api = await startTestApi({ keepRequests: 5, limitPerSecond: 100 });
    for (let index = 0; index < 8; index++) await api.get('manager');
    expect(api.sim.requests.map((request) => request.seq)).toEqual([4, 5, 6, 7, 8]);
  });
});
