import { expect, test } from 'vitest';
import { KEY, startTestApi } from './test-api.ts';

test('faults are set and taken away from another process', async () => {
  const { sim, get } = await startTestApi();
  const setFault = (fault: unknown) => send(`${sim.url}/_sim/faults`, 'POST', fault);
  expect(await setFault({ kind: '5xx', times: null })).toMatchObject({ status: 201 });
  expect((await fetch(`${sim.url}/${KEY}/manager.json`)).status).toBe(500);
  expect(await send(`${sim.url}/_sim/faults`, 'DELETE')).toMatchObject({ status: 200 });
  expect((await get('manager')).status).toBe(200);
  expect(await setFault({ kind: 'earthquake' })).toMatchObject({ status: 422 });
});

test('one of several faults is taken away by its id', async () => {
  const { sim, get } = await startTestApi();
  const { body } = await send(`${sim.url}/_sim/faults`, 'POST', { kind: '429' });
  expect(await send(`${sim.url}/_sim/faults/${Object(body).id}`, 'DELETE')).toMatchObject({ status: 200 });
  expect(await send(`${sim.url}/_sim/faults/${Object(body).id}`, 'DELETE')).toMatchObject({ status: 404 });
  expect((await get('manager')).status).toBe(200);
});

test('accounts are added while it runs, and a wrong seed is refused by the name of the field', async () => {
  const { sim } = await startTestApi();
  const seed = { 'new-key': { managers: [{ u_id: 8 }] } };
  expect(await send(`${sim.url}/_sim/accounts`, 'POST', seed)).toMatchObject({ status: 201 });
  expect((await fetch(`${sim.url}/new-key/manager.json`)).status).toBe(200);
  const wrong = await send(`${sim.url}/_sim/accounts`, 'POST', { 'new-key': { managers: [{ uid: 8 }] } });
  expect(wrong).toMatchObject({ status: 422, body: { error: expect.stringContaining('uid') } });
});

test('state and requests can be read, requests from a given one on', async () => {
  const { sim, get } = await startTestApi();
  await get('manager');
  await get('source');
  const state = await send(`${sim.url}/_sim/state?key=${KEY}`, 'GET');
  expect(state.body).toMatchObject({ managers: [{ u_id: 2 }, { u_id: 3 }, { u_id: 4 }, { u_id: 5 }] });
  const requests = await send(`${sim.url}/_sim/requests?after=1`, 'GET');
  expect(requests.body).toMatchObject([{ seq: 2, route: 'source' }]);
});

async function send(url: string, method: string, body?: unknown): Promise<{ status: number; body: unknown }> {
  const json =
    body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  const response = await fetch(url, { method, ...json });
  return { status: response.status, body: await response.json() };
}
