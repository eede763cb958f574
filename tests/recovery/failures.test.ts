import { once } from 'node:events';
import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { standingAlarms } from '../../db/alarms.ts';
import { applyEnterprise } from '../support/enterprises.ts';
import { startProcess, type OwnProcess } from '../support/own-process.ts';
import { asService, finishedCall, recover, requestsByRoute, standing, through } from '../support/recovery.ts';
import { startSystem, type System, type TestEnterprise } from '../support/system.ts';
import { waitFor } from '../support/wait-for.ts';
import { recoveryWorkflowId } from '../../workflows/names.ts';
import { expectedRequests, planCalls, SETTINGS } from './batch.ts';

let system: System;
const own: OwnProcess[] = [];
const workers = new Map<'calls' | 'uon', OwnProcess>();
beforeAll(async () => {
  system = await startSystem({ workers: [], more: { RETRY_TIME_SCALE: '0.1' } });
  for (const queue of ['calls', 'uon'] as const) workers.set(queue, await system.startWorker(queue));
});
afterAll(async () => {
  await Promise.all(own.map((one) => one.stop()));
  await system.stop();
});

async function kill({ child }: OwnProcess): Promise<void> {
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

async function replaceWorker(queue: 'calls' | 'uon'): Promise<void> {
  const worker = workers.get(queue);
  if (!worker) throw new Error('unreachable');
  await kill(worker);
  workers.set(queue, await system.startWorker(queue));
}

const logged = (of: TestEnterprise) => system.uon.account(of.apiKey).callRecords;

it('does everything once though workers and the API are killed in the middle', async () => {
  const plan = planCalls(60);
  const agency = await system.enterprise({ uon: SETTINGS, seed: plan.seed });
  // An API of its own, killed right after its answer: what it started, or did not, another one looks after.
  const api = await startProcess(['workers/api.ts'], { ...system.env, PORT: '0' }, own);
  const id = await recover({ url: api.url ?? '' }, agency, plan.calls);
  await kill(api);
  await waitFor('the first records', () => logged(agency).length > 5);
  await replaceWorker('uon');
  await waitFor('more records', () => logged(agency).length > 20, 90_000);
  await replaceWorker('calls');
  expect(await through(system, id, 180_000)).toMatchObject({ total: 60, done: 60, failed: 0 });
  const account = system.uon.account(agency.apiKey);
  const ids = account.callRecords.map(({ note }) => note.split(' ').at(-1) ?? '');
  expect(ids.toSorted()).toEqual(plan.calls.map(({ uniqueid }) => uniqueid).toSorted());
  const expected = expectedRequests(plan);
  const counted = requestsByRoute(system, agency);
  for (const create of ['user/create', 'lead/create', 'call_history/create']) {
    expect([create, counted[create]]).toEqual([create, expected[create]]);
  }
}, 300_000);

describe.concurrent('a recovery', () => {
  it('goes on after a key that was refused in the middle is mended', async () => {
    const plan = planCalls(20);
    const agency = await system.enterprise({ uon: SETTINGS, seed: plan.seed });
    const id = await recover(system, agency, plan.calls);
    await waitFor('the first records', () => logged(agency).length > 2);
    const fault = system.uon.faults.add({ apiKey: agency.apiKey, kind: '403', times: Infinity });
    await waitFor('the alarm', async () => (await standingAlarms(system.pool)).has('uon-key-refused'));
    expect(await standing(system, id)).toMatchObject({ state: 'running', failed: 0 });
    system.uon.faults.remove(fault);
    await applyEnterprise(system.env, agency, { uon: SETTINGS });
    expect(await through(system, id, 120_000)).toMatchObject({ done: 20, failed: 0 });
    expect(logged(agency)).toHaveLength(20);
  }, 180_000);

  it('a final refusal is told of its call, and sending that again does it alone', async () => {
    const agency = await system.enterprise();
    const calls = [finishedCall(), finishedCall(), finishedCall()];
    system.uon.faults.add({ apiKey: agency.apiKey, route: 'call_history/create', kind: 'refused' });
    const id = await recover(system, agency, calls);
    const end = await through(system, id);
    expect(end).toMatchObject({ state: 'done', done: 2, failed: 1 });
    expect(end.errors).toMatchObject([
      { field: null, message: expect.stringContaining('call_history/create: uon-refused') },
    ]);
    expect(JSON.stringify(end)).not.toContain(calls[0]?.phone);
    const again = await recover(system, agency, calls);
    expect(again).not.toBe(id);
    expect(await through(system, again)).toMatchObject({ done: 3, known: 2, failed: 0 });
    expect(logged(agency)).toHaveLength(3);
    expect(await recover(system, agency, calls)).toBe(again);
  });

  it('finds a record again whose answer was lost, however long ago its call was', async () => {
    const agency = await system.enterprise({ uon: SETTINGS });
    for (const kind of ['reset', '5xx', 'timeout'] as const) {
      for (const route of ['call_history/create', 'user/create', 'lead/create']) {
        system.uon.faults.add({ apiKey: agency.apiKey, route, kind, when: 'after' });
      }
    }
    const days = Array.from({ length: 9 }, (_, day) => `202${day % 6}-03-0${day + 1}`);
    const calls = days.map((day) => finishedCall({ start: `${day} 12:00:00`, end: `${day} 12:01:00` }));
    const id = await recover(system, agency, calls);
    expect(await through(system, id, 120_000)).toMatchObject({ done: 9, failed: 0 });
    const { clients, leads, callRecords } = system.uon.account(agency.apiKey);
    expect([clients.length, leads.length, callRecords.length]).toEqual([9, 9, 9]);
  }, 180_000);

  it('switched off, its calls fail and say so; nothing is lost when they are sent again', async () => {
    const agency = await system.enterprise({ uon: { enabled: false } });
    const calls = [finishedCall(), finishedCall()];
    const end = await through(system, await recover(system, agency, calls));
    expect(end).toMatchObject({
      done: 0,
      failed: 2,
      errors: [{ message: expect.stringContaining('switched off') }, {}],
    });
    await applyEnterprise(system.env, agency, {});
    expect(await through(system, await recover(system, agency, calls))).toMatchObject({ done: 2, known: 0, failed: 0 });
    expect(logged(agency)).toHaveLength(2);
  });

  it('goes on when somebody ended its workflow by hand', async () => {
    const agency = await system.enterprise();
    const calls = Array.from({ length: 30 }, () => finishedCall());
    const id = await recover(system, agency, calls);
    await waitFor('the first records', () => logged(agency).length > 3);
    const connection = await Connection.connect({ address: system.temporal.address });
    try {
      const client = new Client({ connection, namespace: system.temporal.namespace });
      await client.workflow.getHandle(recoveryWorkflowId(agency.number, id)).terminate();
    } finally {
      await connection.close();
    }
    // What looks every ten minutes looks now.
    await system.pool.query(`update recoveries set tried_at = tried_at - interval '11 minutes' where id = $1`, [id]);
    expect(await through(system, id)).toMatchObject({ state: 'done', done: 30, failed: 0 });
    expect(logged(agency)).toHaveLength(30);
  }, 90_000);

  it('cancelled, it finishes what is under way and leaves the rest; the next batch of the enterprise begins then', async () => {
    const agency = await system.enterprise();
    const first = await recover(
      system,
      agency,
      Array.from({ length: 60 }, () => finishedCall()),
    );
    const second = await recover(system, agency, [finishedCall()]);
    await waitFor('the first records', () => logged(agency).length > 3);
    expect((await standing(system, second)).state).toBe('waiting');
    const answer = await fetch(`${system.url}/recovery/${first}`, { method: 'DELETE', headers: asService });
    expect(await answer.json()).toMatchObject({ state: 'cancelling' });
    const end = await through(system, first);
    expect(end).toMatchObject({ state: 'cancelled', total: 60, failed: 0 });
    expect(end.done + end.cancelled).toBe(60);
    expect(end.cancelled).toBeGreaterThan(20);
    expect(await through(system, second)).toMatchObject({ state: 'done', done: 1 });
    expect(logged(agency)).toHaveLength(end.done + 1);
    const again = await fetch(`${system.url}/recovery/${first}`, { method: 'DELETE', headers: asService });
    expect(await again.json()).toMatchObject({ state: 'cancelled', done: end.done });
  }, 90_000);
});
