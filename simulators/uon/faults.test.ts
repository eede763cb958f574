import { describe, expect, test, vi } from 'vitest';
import { KEY, startTestApi } from './test-api.ts';

const popup = { text: 'Звонок', manager_id: 2 };

describe('before the effect nothing is done', () => {
  test('5xx, 429 and 403 answer in the place of the API, the given number of times', async () => {
    const api = await startTestApi();
    api.sim.faults.add({ kind: '429', times: 2 });
    api.sim.faults.add({ kind: '403' });
    const statuses = [];
    for (let index = 0; index < 4; index++) statuses.push((await api.post('notification/create', popup)).status);
    expect(statuses).toEqual([429, 429, 403, 200]);
    expect(api.sim.account(KEY).notifications).toHaveLength(1);
    expect(api.sim.requests[0]).toMatchObject({ fault: '429 before', status: 429 });
  });

  test('a reset ends the connection without an answer', async () => {
    const api = await startTestApi();
    api.sim.faults.add({ kind: 'reset', route: 'notification/create' });
    await expect(api.post('notification/create', popup)).rejects.toThrow();
    expect(api.sim.account(KEY).notifications).toEqual([]);
    expect(api.sim.requests[0]).toMatchObject({ fault: 'reset before', status: null });
  });
});

describe('after the effect only the answer is lost', () => {
  test('the 5xx comes as HTML with the status that was asked for', async () => {
    const { sim } = await startTestApi();
    sim.faults.add({ kind: '5xx', when: 'after', status: 502 });
    const init = { method: 'POST', body: new URLSearchParams({ text: 'Звонок', manager_id: '2' }) };
    const response = await fetch(`${sim.url}/${KEY}/notification/create.json`, init);
    expect(response.status).toBe(502);
    expect(response.headers.get('content-type')).toContain('html');
    expect(sim.account(KEY).notifications).toHaveLength(1);
  });

  test('a reset loses the answer', async () => {
    const api = await startTestApi();
    api.sim.faults.add({ kind: 'reset', when: 'after' });
    await expect(api.post('notification/create', popup)).rejects.toThrow();
    expect(api.sim.account(KEY).notifications).toHaveLength(1);
  });

  test('a timeout never answers', async () => {
    const api = await startTestApi();
    api.sim.faults.add({ kind: 'timeout', when: 'after' });
    const asking = fetch(`${api.sim.url}/${KEY}/manager.json`, { signal: AbortSignal.timeout(150) });
    await expect(asking).rejects.toThrow(/timeout/);
    expect(api.sim.requests[0]?.status).toBeNull();
  });
});

test('a slow answer comes late and whole', async () => {
  const api = await startTestApi();
  api.sim.faults.add({ kind: 'slow', when: 'after', delayMs: 80 });
  const began = performance.now();
  expect(await api.get('manager')).toMatchObject({ status: 200 });
  expect(performance.now() - began).toBeGreaterThan(75);
});

test('a fault hits only the route, method and key that it names', async () => {
  const api = await startTestApi();
  api.sim.setAccount('second-key', { managers: [{ u_id: 1 }] });
  api.sim.faults.add({ kind: '5xx', route: 'user/phone', times: Infinity });
  api.sim.faults.add({ kind: '429', method: 'POST', times: Infinity });
  api.sim.faults.add({ kind: '403', apiKey: 'second-key', times: Infinity });
  expect((await api.get('manager')).status).toBe(200);
  expect((await fetch(`${api.sim.url}/${KEY}/user/phone/1.json`)).status).toBe(500);
  expect((await api.post('notification/create', popup)).status).toBe(429);
  expect((await fetch(`${api.sim.url}/second-key/manager.json`)).status).toBe(403);
  api.sim.faults.clear();
  expect((await api.post('notification/create', popup)).status).toBe(200);
});

test('closing ends what waits for an answer', async () => {
  const api = await startTestApi();
  api.sim.faults.add({ kind: 'slow', delayMs: 60_000 });
  api.sim.faults.add({ kind: 'timeout' });
  const waiting = [api.get('manager'), api.get('manager')].map((reply) => reply.catch(() => 'lost'));
  await vi.waitFor(() => expect(api.sim.requests).toHaveLength(2));
  await api.sim.close();
  expect(await Promise.all(waiting)).toEqual(['lost', 'lost']);
});
