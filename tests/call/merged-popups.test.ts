import { once } from 'node:events';
import { Client, Connection, WorkflowNotFoundError } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hangupOf, newCallId, newPhone, openingEvents, type CallScript } from '../support/call-script.ts';
import { askInternal } from '../support/internal.ts';
import type { OwnProcess } from '../support/own-process.ts';
import { startSystem, type System, type TestEnterprise } from '../support/system.ts';
import { managerPopupsWorkflowId } from '../../workflows/names.ts';
import { waitFor } from '../support/wait-for.ts';

let system: System;
let callsWorker: OwnProcess;
let connection: Connection;
beforeAll(async () => {
  system = await startSystem({ workers: ['uon'], more: { RETRY_TIME_SCALE: '0.1' } });
  callsWorker = await system.startWorker('calls');
  connection = await Connection.connect({ address: system.temporal.address });
});
afterAll(async () => {
  await connection.close();
  await system.stop();
});

const CALLS = { late_s: 0, settle_ms: 100 };
const merging = (seconds: number) => ({ notifications: { merge_window_s: seconds }, calls: CALLS });
const newCall = (): CallScript => ({ callId: newCallId(), phone: newPhone(), rung: ['151'] });
const texts = (of: TestEnterprise) => system.uon.account(of.apiKey).notifications.map(({ text }) => text);

async function ring(of: TestEnterprise, calls: readonly CallScript[]): Promise<void> {
  await Promise.all(calls.map((call) => play(of, openingEvents(call))));
}

async function play(of: TestEnterprise, events: readonly { event: string; body: Record<string, unknown> }[]) {
  for (const { event, body } of events) expect((await system.post(of, event, body)).status).toBe(202);
}

const hangUp = (of: TestEnterprise, call: CallScript) =>
  play(of, [hangupOf(call, { CallStatus: '0', StartTime: '', Extensions: [''] })]);

/** The line of a call's journal that tells of its popup, once the call has closed. */
async function popupLine(of: TestEnterprise, { callId }: CallScript): Promise<string> {
  const { steps } = await system.closed(of, callId);
  const found = steps.filter(({ name }) => name === 'popup: extension 151, manager 2');
  return found.map(({ status, error }) => [status, error].join(': ')).join();
}

/** Waits until so many popups are owed to manager 2. */
async function owed({ number }: TestEnterprise, count: number): Promise<void> {
  const { workflow } = new Client({ connection, namespace: system.temporal.namespace });
  const handle = workflow.getHandle(managerPopupsWorkflowId(number, '2'));
  await waitFor(`${count} popups to be owed`, async () => {
    if ((await handle.describe().catch(isNotFound)) === true) return false;
    const { events } = await handle.fetchHistory();
    return (events ?? []).filter((event) => event.workflowExecutionSignaledEventAttributes).length === count;
  });
}

function isNotFound(error: unknown): true {
  if (error instanceof WorkflowNotFoundError) return true;
  throw error;
}

async function marks(of: TestEnterprise) {
  const { rows } = await system.pool.query<{ state: string; sender: string | null }>(
    `select state, sender from popups where enterprise_number = $1 order by claimed_at`,
    [of.number],
  );
  return rows;
}

describe.concurrent('calls to one manager', () => {
  it('three calls at once are one popup, and one that comes after it is another', async () => {
    const of = await system.enterprise({ uon: merging(1.5) });
    const calls = [newCall(), newCall(), newCall()];
    await ring(of, calls);
    const [merged = ''] = await waitFor('the popup', () => texts(of).length > 0 && texts(of));
    expect(merged).toMatch(/^📞 <b>3 звонка за \d+ с<\/b>\n/);
    for (const { phone } of calls) expect(merged).toContain(`+${phone}`);
    const sent = await waitFor('the marks', async () => {
      const rows = await marks(of);
      return rows.every(({ state }) => state === 'sent') && rows;
    });
    expect([sent.length, new Set(sent.map(({ sender }) => sender)).size]).toEqual([3, 1]);

    const fourth = newCall();
    await ring(of, [fourth]);
    await waitFor('the next popup', () => texts(of).length === 2);
    expect(texts(of)[1]).toContain('Входящий звонок');
    expect(texts(of)[1]).toContain(`+${fourth.phone}`);

    await Promise.all([...calls, fourth].map((call) => hangUp(of, call)));
    expect(await Promise.all([...calls, fourth].map((call) => popupLine(of, call)))).toEqual([
      ...calls.map(() => 'done: shown together with 2 other calls'),
      'done: ',
    ]);
  });

  it('what another service tells of is merged with a call', async () => {
    const of = await system.enterprise({ uon: merging(1.5) });
    const [call, notice] = [newCall(), newPhone()];
    const post = { enterprise: of.number, phone: notice, extensions: ['151'] };
    await Promise.all([ring(of, [call]), askInternal(system.url, '/internal/uon/notify-incoming', { post })]);
    const [merged = ''] = await waitFor('the popup', () => texts(of).length > 0 && texts(of));
    for (const phone of [notice, call.phone]) expect(merged).toContain(`+${phone}`);
  });

  it('one that hangs up in the window is told as missed beside one that rings, and alone it is not told', async () => {
    const [of, alone] = await Promise.all([merging(1.5), merging(1.5)].map((uon) => system.enterprise({ uon })));
    if (!of || !alone) throw new Error('unreachable');
    const [rings, missed, only] = [newCall(), newCall(), newCall()];
    await Promise.all([ring(of, [rings, missed]), ring(alone, [only])]);
    await Promise.all([owed(of, 2), owed(alone, 1)]);
    await Promise.all([hangUp(of, missed), hangUp(alone, only)]);
    const [merged = ''] = await waitFor('the popup', () => texts(of).length > 0 && texts(of));
    const lineOf = (phone: string) => merged.split('\n').find((line) => line.includes(phone));
    expect([lineOf(missed.phone), lineOf(rings.phone)]).toEqual([
      expect.stringContaining('пропущен'),
      expect.not.stringContaining('пропущен'),
    ]);
    expect(await popupLine(of, missed)).toBe('done: shown together with 1 other call');
    expect(await popupLine(alone, only)).toBe('skipped: the call had ended before merge_window_s was over');
    expect([texts(alone), (await marks(alone)).map(({ state }) => state)]).toEqual([[], ['dropped']]);
  });

  it('is shown twice at most where U-ON does not say whether it showed it, for all of the calls', async () => {
    const of = await system.enterprise({ uon: merging(1) });
    const calls = [newCall(), newCall()];
    const fault = { kind: 'reset', when: 'after', route: 'notification/create', times: Infinity } as const;
    system.uon.faults.add({ apiKey: of.apiKey, ...fault });
    await ring(of, calls);
    await waitFor('the second attempt', () => texts(of).length === 2);
    await waitFor('the end of it', async () => (await marks(of)).every(({ state }) => state === 'unclear'));
    await Promise.all(calls.map((call) => hangUp(of, call)));
    for (const call of calls) expect(await popupLine(of, call)).toContain('failed: U-ON did not say');
    expect(texts(of)).toHaveLength(2);
  });

  it('without a window each is a popup of its own', async () => {
    const of = await system.enterprise({ uon: { calls: CALLS } });
    await ring(of, [newCall(), newCall(), newCall()]);
    await waitFor('three popups', () => texts(of).length === 3);
    expect(texts(of).filter((text) => text.includes('<b>Входящий звонок</b>'))).toHaveLength(3);
  });
});

it('a worker that is killed in the window changes nothing', async () => {
  const of = await system.enterprise({ uon: merging(3) });
  const calls = [newCall(), newCall()];
  await ring(of, calls);
  await owed(of, calls.length);
  const exited = once(callsWorker.child, 'exit');
  callsWorker.child.kill('SIGKILL');
  await exited;
  callsWorker = await system.startWorker('calls');
  const [merged = ''] = await waitFor('the popup', () => texts(of).length > 0 && texts(of));
  for (const { phone } of calls) expect(merged).toContain(`+${phone}`);
  await Promise.all(calls.map((call) => hangUp(of, call)));
  for (const call of calls) expect(await popupLine(of, call)).toBe('done: shown together with 1 other call');
  expect(texts(of)).toHaveLength(1);
});
