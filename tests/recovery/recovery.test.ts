import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Account } from '../../simulators/uon/account.ts';
import { newCallId, newPhone, openingEvents } from '../support/call-script.ts';
import { recover, requestsByRoute, standing, through } from '../support/recovery.ts';
import { startSystem, type System, type TestEnterprise } from '../support/system.ts';
import { waitFor } from '../support/wait-for.ts';
import { expectedRequests, planCalls, SETTINGS, type Plan } from './batch.ts';

/** The whole case has 2,000 calls of 500 numbers and takes some seven minutes: RECOVERED_CALLS=2000. */
const CALLS = Number(process.env['RECOVERED_CALLS'] ?? 100);
const LIVE = { callId: newCallId(), phone: newPhone(), rung: ['151'] };
const LIVE_CLIENT = 98_765;
const MINUTES = 60_000;

let system: System;
let agency: TestEnterprise;
let account: Account;
let plan: Plan;
beforeAll(async () => {
  system = await startSystem();
  plan = planCalls(CALLS);
  const client = { u_id: LIVE_CLIENT, u_name: 'Живой', u_phone: `+${LIVE.phone}`, manager_id: 4 };
  const seed = { ...plan.seed, clients: [...(plan.seed.clients ?? []), client] };
  agency = await system.enterprise({ uon: { ...SETTINGS, calls: { late_s: 1 } }, seed });
  account = system.uon.account(agency.apiKey);
});
afterAll(() => system.stop());

it(
  'does what the settings say, with the requests that this takes; a live popup passes; again it does nothing',
  async () => {
    const id = await recover(system, agency, plan.calls);
    await waitFor('the recovery to be at work', () => account.callRecords.length > CALLS / 20, 2 * MINUTES);
    const before = await standing(system, id);
    expect(before).toMatchObject({ state: 'running', total: CALLS, failed: 0 });
    expect(before.done).toBeLessThan(CALLS);
    const popup = await playLiveCall();
    const end = await through(system, id, 15 * MINUTES);
    expect(end).toMatchObject({ state: 'done', total: CALLS, done: CALLS, known: 0, failed: 0, errors: [] });
    const counted = recoverysRequests();
    expect(counted).toEqual(expectedRequests(plan));
    expect(requestsByRoute(system, agency)['status_lead']).toBeLessThanOrEqual(1 + CALLS / 300);
    expectEffects();
    // A recovery's requests go before the popup only where they had their slot already.
    expect(popup.before).toBeLessThan(12);
    console.log({ calls: CALLS, requests: sum(counted), beforeTheLivePopup: popup.before });

    expect(await recover(system, agency, plan.calls)).toBe(id);
    const again = await recover(system, agency, plan.calls.slice(1));
    expect(await through(system, again)).toMatchObject({ done: CALLS - 1, known: CALLS - 1, failed: 0 });
    expect(recoverysRequests()).toEqual(counted);
  },
  20 * MINUTES,
);

/** By route, without those of the live call. Statuses are read again every five minutes. */
function recoverysRequests(): Record<string, number> {
  const ofLive = new RegExp(`${LIVE.phone}|\\b${LIVE_CLIENT}\\b|notification/create`);
  const requests = system.uon.requests.filter(
    ({ route, path, body }) => route !== 'status_lead' && !ofLive.test(JSON.stringify([path, body])),
  );
  return requestsByRoute({ uon: { ...system.uon, requests } }, agency);
}

/** A known client calls while the recovery goes on; how many requests came between the dial and the popup. */
async function playLiveCall(): Promise<{ readonly before: number }> {
  const mine = () => system.uon.requests.filter(({ apiKey }) => apiKey === agency.apiKey);
  const [start, dial] = openingEvents(LIVE);
  await system.post(agency, start.event, start.body);
  const atDial = mine().length;
  await system.post(agency, dial.event, dial.body);
  const popup = await waitFor('the live popup', () => mine().find(({ route }) => route === 'notification/create'));
  return { before: mine().indexOf(popup) - atDial };
}

function expectEffects(): void {
  const ids = plan.calls.map(({ uniqueid }) => uniqueid);
  const logged = account.callRecords.map(({ note }) => note.split(' ').at(-1) ?? '');
  expect(logged.toSorted()).toEqual(ids.toSorted());
  const unknown = plan.numbers.filter(({ kind }) => kind === 'unknown');
  for (const { phone, kind } of plan.numbers) {
    const clients = account.clients.filter(({ u_phone }) => u_phone.trim().endsWith(phone));
    expect([kind, clients.length]).toEqual([kind, 1]);
    const leads = account.leads.filter(({ client_id }) => client_id === clients[0]?.u_id);
    expect([kind, leads.length]).toEqual([kind, kind === 'archived lead' ? 2 : 1]);
    const owner = ownerOf(phone, kind);
    expect([kind, clients[0]?.manager_id, ...leads.map(({ manager_id }) => manager_id)]).toEqual([
      ...[kind, owner],
      ...leads.map(() => owner),
    ]);
  }
  expect(unknown.length).toBeGreaterThan(0);
  // One popup is the live call's. No tasks, no statuses of missed calls.
  expect(account.notifications).toHaveLength(1);
  expect(account.reminders.filter(({ auto }) => !auto)).toEqual([]);
  expect(account.leads.filter(({ status_id }) => status_id === 3)).toEqual([]);
}

/** Who talked in the number's earliest answered call. */
function ownerOf(phone: string, kind: string): number {
  if (kind === 'managed') return 9;
  const first = plan.calls.find((call) => call.phone === phone && call.answered);
  return first?.extension === '151' ? 2 : 4;
}

function sum(counts: Record<string, number>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}
