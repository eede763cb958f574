import { afterAll, beforeAll, expect, it } from 'vitest';
import { answeredCall, newCallId, newPhone } from '../support/call-script.ts';
import type { OwnProcess } from '../support/own-process.ts';
import { startSystem, type System, type TestEnterprise } from '../support/system.ts';
import { waitFor } from '../support/wait-for.ts';

const CALLS = 6;
/** What workers/worker.ts grants, and some time for a machine that is busy. */
const GRACE_MS = 14_000;

let system: System;
let enterprise: TestEnterprise;
let calls: OwnProcess;
let uon: OwnProcess;
beforeAll(async () => {
  system = await startSystem({ workers: [] });
  await system.pool.query(COUNT_SLOTS);
  [calls, uon] = await Promise.all([system.startWorker('calls'), system.startWorker('uon')]);
});
afterAll(() => system.stop());

/** Counts the slots that the limiter gives, less those that it gets back. One that is moved is none of both: nobody asked. */
const COUNT_SLOTS = `
  create table slots (used integer);
  create function count_slot() returns trigger language plpgsql as $$
  begin
    insert into slots values (
      case when new.leaves_by <@ old.leaves_by then -1 when new.seen_at = old.seen_at then 0 else 1 end);
    return null;
  end $$;
  create trigger count_slot after update on limiter_windows for each row
    when (new.leaves_by is distinct from old.leaves_by) execute function count_slot()`;

async function slotsUsed(): Promise<number> {
  const { rows } = await system.pool.query<{ used: number }>('select coalesce(sum(used), 0)::int as used from slots');
  return rows[0]?.used ?? 0;
}

const account = () => system.uon.account(enterprise.apiKey);

async function newEnterprise(): Promise<void> {
  enterprise = await system.enterprise({
    uon: {
      incoming_call_actions: { create_client_on_call: true, create_lead: 'if_no_open' },
      notifications: { popup_ttl_s: 300 },
    },
  });
}

/** Calls of numbers of their own, and the events that are left of each. */
function newCalls() {
  return Array.from({ length: CALLS }, () => {
    const call = { callId: newCallId(), phone: newPhone() };
    return { ...call, events: [...answeredCall(call)] };
  });
}
type Calls = ReturnType<typeof newCalls>;

/** The next events of each call; all calls at once. */
async function play(all: Calls, count: number): Promise<void> {
  await Promise.all(
    all.map(async ({ events }) => {
      for (const { event, body } of events.splice(0, count)) {
        expect((await system.post(enterprise, event, body)).status).toBe(202);
      }
    }),
  );
}

/** Tells a worker to stop, and waits for it. */
async function stop(worker: OwnProcess): Promise<{ code: number | null; ms: number }> {
  const toldAt = performance.now();
  await worker.stop();
  return { code: worker.child.exitCode, ms: performance.now() - toldAt };
}

async function allDoneOnce(all: Calls): Promise<void> {
  for (const { callId } of all) await system.closed(enterprise, callId, 120_000);
  const phones = all.map(({ phone }) => phone).toSorted();
  const { callRecords, clients, leads, notifications } = account();
  expect(callRecords.map(({ phone }) => phone).toSorted()).toEqual(phones);
  expect(clients.map(({ manager_id }) => manager_id)).toEqual(phones.map(() => 2));
  expect(leads.map(({ manager_id }) => manager_id)).toEqual(phones.map(() => 2));
  const shown = notifications.map(({ text, manager_id }) => `${manager_id} ${text}`);
  expect(shown).toHaveLength(2 * CALLS);
  expect(new Set(shown).size).toBe(shown.length);
}

it('a worker uon told to stop in the middle of slow requests lets them end, gives up what waits, and loses no slot', async () => {
  await newEnterprise();
  const all = newCalls();
  await play(all, 2);
  await waitFor(
    'clients and leads',
    () => account().leads.length === CALLS && account().notifications.length === 2 * CALLS,
  );
  system.uon.faults.add({ apiKey: enterprise.apiKey, kind: 'slow', delayMs: 3_000, times: Infinity });
  await play(all, 2);
  await waitFor('many on their way', () => system.uon.requests.filter(({ status }) => status === null).length >= 8);

  const end = await stop(uon);
  // Nobody sends now: what was granted has left, or was given back.
  const unused = (await slotsUsed()) - system.uon.requests.length;
  const assigned = account().leads.filter(({ manager_id }) => manager_id === 2).length;
  system.uon.faults.clear();
  uon = await system.startWorker('uon');
  expect(end).toEqual({ code: 0, ms: expect.toSatisfy((ms: number) => ms < GRACE_MS) });
  expect(unused).toBe(0);
  expect(assigned).toBeLessThan(CALLS);
  await allDoneOnce(all);
}, 180_000);

it('a worker calls told to stop in the middle of calls loses and doubles nothing, and another goes on', async () => {
  await newEnterprise();
  const all = newCalls();
  // Shown, and the answer takes longer than the activity that asked waits for it.
  system.uon.faults.add({ route: 'notification/create', kind: 'slow', when: 'after', delayMs: 2_500, times: CALLS });
  await play(all, 2);
  await waitFor('the first popup', () => account().notifications.length > 0);
  const leaving = calls;
  const [end, staying] = await Promise.all([stop(leaving), system.startWorker('calls'), play(all, 1)]);
  calls = staying;
  expect(end).toEqual({ code: 0, ms: expect.toSatisfy((ms: number) => ms < GRACE_MS) });
  await waitFor('all popups', () => account().notifications.length >= 2 * CALLS, 60_000);
  await play(all, 1);
  await allDoneOnce(all);
}, 180_000);
