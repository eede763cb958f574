import { afterAll, beforeAll, expect, it } from 'vitest';
import { answeredCall, newCallId, newPhone, type ScriptedEvent } from '../support/call-script.ts';
import { startSystem, type System } from '../support/system.ts';
import { waitFor } from '../support/wait-for.ts';

const CALLS = 40;
const CREATE = { create_client_on_call: true, create_lead: 'if_no_open' };

let system: System;
beforeAll(async () => void (system = await startSystem()));
afterAll(() => system.stop());

it('serves 40 calls at once on one account within its limit, and a live popup in the middle of them', async () => {
  const known = Array.from({ length: CALLS / 2 + 1 }, (_, index) => ({ phone: newPhone(), u_id: 100 + index }));
  const clients = known.map(({ phone, u_id }) => ({ u_id, u_name: 'Юлия', u_phone: `+${phone}` }));
  const enterprise = await system.enterprise({ seed: { clients }, uon: { incoming_call_actions: CREATE } });
  const account = system.uon.account(enterprise.apiKey);
  const arrivals = () => system.uon.requests.filter(({ apiKey }) => apiKey === enterprise.apiKey);
  const [livePhone = '', ...knownPhones] = known.map(({ phone }) => phone);
  const phones = [...knownPhones, ...knownPhones.map(() => newPhone())];
  const calls = phones.map((phone) => ({ phone, callId: newCallId() }));
  const play = async (events: readonly ScriptedEvent[]) => {
    for (const { event, body } of events) expect((await system.post(enterprise, event, body)).status).toBe(202);
  };

  await Promise.all(calls.map((call) => play(answeredCall(call))));
  const workFrom = Date.now();
  await waitFor('the middle of it', () => account.callRecords.length > 10, 60_000);
  const live = { phone: livePhone, callId: newCallId() };
  const [start, dial, ...rest] = answeredCall(live);
  await play([start]);
  const dialledAt = Date.now();
  await play([dial]);
  const popups = await waitFor('the live popups', () => {
    const sent = arrivals().filter(
      ({ route, body }) => route === 'notification/create' && String(body['text']).includes(livePhone),
    );
    return sent.length === 2 && sent;
  });
  const isMiddle = account.callRecords.length < CALLS;
  await play(rest);
  for (const { callId } of [...calls, live]) await system.closed(enterprise, callId, 150_000);

  expect(account.callRecords).toHaveLength(CALLS + 1);
  expect(account.clients).toHaveLength(known.length + CALLS / 2);
  expect(account.leads).toHaveLength(CALLS + 1);
  expect(account.clients.filter(({ manager_id }) => manager_id !== 2)).toEqual([]);
  expect(account.leads.filter(({ manager_id }) => manager_id !== 2)).toEqual([]);

  expect(arrivals().filter(({ status }) => status === 429)).toEqual([]);
  const times = arrivals().map(({ at }) => at);
  const most = mostInASecond(times);
  expect(most).toBeLessThanOrEqual(10);

  expect(isMiddle).toBe(true);
  const popupMs = Math.max(...popups.map(({ at }) => at)) - dialledAt;

  // How quick it was is told, not judged: other suites run beside this one. Of the last requests some have nothing to
  // wait for but each other.
  const busy = times.filter((at) => at >= workFrom).slice(0, -CALLS);
  const pace = (busy.length - 1) / (((busy.at(-1) ?? 0) - (busy[0] ?? 0)) / 1_000);
  console.log({ requests: times.length, pace: pace.toFixed(2), mostInASecond: most, popupMs: Math.round(popupMs) });
}, 240_000);

function mostInASecond(times: readonly number[]): number {
  return Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + 1_000).length));
}
