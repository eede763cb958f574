import { afterAll, beforeAll, expect, it } from 'vitest';
import { clearAlarm, raiseAlarm } from '../../db/alarms.ts';
import { answeredCall, newCallId, newPhone } from '../support/call-script.ts';
import { startSystem, type System } from '../support/system.ts';
import { valueOf } from '../support/metric-value.ts';
import { waitFor } from '../support/wait-for.ts';

let system: System;
beforeAll(async () => (system = await startSystem()));
afterAll(() => system.stop());

it('a call is counted where its events arrive and where U-ON is asked', async () => {
  const phone = newPhone();
  const agency = await system.enterprise({ seed: { clients: [{ u_id: 7, u_name: 'Юлия', u_phone: `+${phone}` }] } });
  const callId = newCallId();
  const [start, dial, bridge, hangup] = answeredCall({ callId, phone });
  await system.post(agency, start.event, start.body);
  await system.post(agency, dial.event, dial.body);
  await waitFor('both popups', () => system.uon.account(agency.apiKey).notifications.length === 2);
  const ringing = await system.scrape();
  expect(valueOf(ringing.api, 'telephony_open_calls')).toBe(1);
  await system.post(agency, bridge.event, bridge.body);
  await system.post(agency, hangup.event, hangup.body);
  await system.post(agency, hangup.event, hangup.body);
  await system.post({ ...agency, token: 'nobody' }, start.event, start.body);
  await system.post(agency, 'start', { ...start.body, CallType: 9 });
  await system.post(agency, 'guess-1', start.body);
  await system.closed(agency, callId);

  const { api, workers } = await system.scrape();
  const [calls = '', uon = ''] = workers;
  const accepted = (event: string, outcome: string) =>
    valueOf(api, 'telephony_events_accepted_total', { event, outcome });
  expect([accepted('start', 'waiting'), accepted('hangup', 'waiting'), accepted('hangup', 'repeat')]).toEqual([
    1, 1, 1,
  ]);
  const refused = (event: string, status: string) => valueOf(api, 'telephony_events_refused_total', { event, status });
  expect([refused('start', '401'), refused('start', '422'), refused('unknown', '404')]).toEqual([1, 1, 1]);
  expect(valueOf(api, 'telephony_event_acknowledgement_seconds_count')).toBe(5);
  expect(valueOf(api, 'telephony_open_calls')).toBe(0);
  expect(valueOf(api, 'telephony_inbox_waiting_events')).toBe(0);

  expect(valueOf(calls, 'telephony_popups_total', { outcome: 'sent', variant: 'enriched' })).toBe(2);
  expect(valueOf(calls, 'telephony_popup_delay_seconds_count', { variant: 'enriched' })).toBe(2);
  const asked = { method: 'user/phone', class: 'live', outcome: 'ok' };
  expect(valueOf(calls, 'telephony_uon_requests_total', asked)).toBe(1);
  expect(valueOf(calls, 'telephony_limiter_wait_seconds_count', { class: 'live' })).toBeGreaterThanOrEqual(1);
  expect(valueOf(calls, 'telephony_limiter_wait_seconds_count', { class: 'popup' })).toBeGreaterThanOrEqual(2);
  expect(uon).toMatch(/telephony_uon_requests_total\{method="call_history\/create",class="hangup",outcome="\w+"\} 1/);

  for (const text of [api, calls, uon]) {
    expect(text).not.toContain(phone.slice(3));
    expect(text).not.toContain(agency.apiKey);
    expect(text).not.toContain(agency.token);
  }
});

it('alarms are told while they stand', async () => {
  const standing = async () =>
    valueOf((await system.scrape()).api, 'telephony_alarms_standing', { kind: 'uon-key-refused' });
  expect(await standing()).toBe(0);
  await raiseAlarm(system.pool, 'account', 'uon-key-refused');
  await waitFor('the alarm to be told', async () => (await standing()) === 1);
  await clearAlarm(system.pool, 'account', 'uon-key-refused');
  await waitFor('the alarm to be over', async () => (await standing()) === 0);
});
