import { afterAll, beforeAll, expect, it } from 'vitest';
import { healthAnswer, installationHealthAnswer, type HealthAnswer } from '../../api/admin/health-operations.ts';
import { clearAlarm, raiseAlarm } from '../../db/alarms.ts';
import { enterprisePlace } from '../../domain/alarms.ts';
import { uonErrorsOf } from '../../domain/health/counts.ts';
import { addUser, loggedIn, OWNER, type Visitor } from '../support/admin.ts';
import { answeredCall, missedCall, newCallId, newPhone, type ScriptedEvent } from '../support/call-script.ts';
import { startSystem, type System, type TestEnterprise } from '../support/system.ts';
import { waitFor } from '../support/wait-for.ts';

let system: System;
let agency: TestEnterprise;
let owner: Visitor;
beforeAll(async () => {
  // Counts are stored each 1.2 s then.
  system = await startSystem({
    workers: ['calls', 'calls', 'uon', 'uon'],
    more: { RETRY_TIME_SCALE: '0.1', PUBLIC_URL: 'https://telephony.example' },
  });
  agency = await system.enterprise();
  await addUser(system.pool, 'owner@example.com', OWNER);
  owner = await loggedIn(system.url, 'owner@example.com');
}, 120_000);
afterAll(() => system.stop());

const sentBy = ({ apiKey }: TestEnterprise) => system.uon.requests.filter((one) => one.apiKey === apiKey);
const healthOf = async ({ number }: TestEnterprise): Promise<HealthAnswer> =>
  healthAnswer.parse(await (await owner.ask('GET', `/api/admin/enterprises/${number}/health?hours=1`)).json());
const wholeHealth = async () =>
  installationHealthAnswer.parse(await (await owner.ask('GET', '/api/admin/health?hours=1')).json());

async function play(enterprise: TestEnterprise, events: readonly ScriptedEvent[]): Promise<void> {
  for (const { event, body } of events) await system.post(enterprise, event, body);
}
async function played(enterprise: TestEnterprise, calls: number): Promise<string[]> {
  const scripts = Array.from({ length: calls }, () => ({ callId: newCallId(), phone: newPhone() }));
  const isShown = () => sentBy(enterprise).filter(({ route }) => route === 'notification/create').length;
  const [before, all] = [isShown(), scripts.map(answeredCall)];
  await Promise.all(all.map((events) => play(enterprise, events.slice(0, 2))));
  await waitFor('popups', () => isShown() > before);
  await Promise.all(all.map((events) => play(enterprise, events.slice(2))));
  return scripts.map(({ callId }) => callId);
}
const allClosed = (enterprise: TestEnterprise, callIds: readonly string[]) =>
  Promise.all(callIds.map((callId) => system.closed(enterprise, callId)));

it('what U-ON received, from four workers, is what is told, with its faults by kind', async () => {
  const fault = { apiKey: agency.apiKey, route: 'call_history/create' };
  system.uon.faults.add({ ...fault, kind: '429', times: 2 });
  system.uon.faults.add({ ...fault, kind: '5xx', times: 1 });
  const [missed, answered] = [newCallId(), await played(agency, 5)];
  await play(agency, missedCall({ callId: missed, phone: newPhone() }));
  const hangup = missedCall({ callId: missed, phone: newPhone() })[2];
  await system.post(agency, 'start', { ...hangup.body, CallType: 9 });
  await allClosed(agency, [...answered, missed]);
  const { totals, points, now, alarms } = await waitFor('all to be counted', async () => {
    const health = await healthOf(agency);
    const { uon_sent, calls_ended } = health.totals.counts;
    return uon_sent === sentBy(agency).length && calls_ended === 6 && health;
  });
  const { counts } = totals;
  expect(counts).toMatchObject({
    ...{ uon_rate_limited: 2, uon_server_error: 1, events_taken: 23, events_refused: 1 },
    ...{ calls_begun: 6, calls_ended: 6, calls_answered: 5, calls_missed: 1 },
  });
  expect(counts.uon_ok).toBe(sentBy(agency).length - uonErrorsOf(counts));
  expect(counts.popups_sent).toBe(sentBy(agency).filter(({ route }) => route === 'notification/create').length);
  expect(totals.p50_ms).toBeGreaterThan(0);
  expect(totals.p99_ms).toBeGreaterThanOrEqual(totals.p50_ms ?? 0);
  expect(totals.peak_per_s).toBeGreaterThan(0);
  expect(totals.peak_per_s).toBeLessThanOrEqual(9);
  expect(points.reduce((sum, point) => sum + (point.counts.uon_sent ?? 0), 0)).toBe(counts.uon_sent);
  expect(now).toMatchObject({ open_calls: 0, events: { waiting: 0 } });
  expect(alarms).toEqual([]);
  expect((await wholeHealth()).totals.counts).toMatchObject(counts);
});

it('an alarm says since when and what to do, to the enterprise and to the owner; Temporal and processes are told', async () => {
  const place = enterprisePlace(agency.number);
  await raiseAlarm(system.pool, place, 'settings-unreadable');
  const [one, all] = [await healthOf(agency), await wholeHealth()];
  await clearAlarm(system.pool, place, 'settings-unreadable');
  for (const { alarms } of [one, all]) {
    expect(alarms).toMatchObject([{ kind: 'settings-unreadable', enterprises: [agency.number] }]);
    expect(alarms[0]?.what_to_do).toMatch(/SECRETS_KEY/);
    expect(Date.parse(alarms[0]?.since ?? '')).toBeLessThanOrEqual(Date.now());
  }
  expect(all.dependencies).toEqual({ database: { state: 'ok' }, temporal: { state: 'ok' } });
  expect(all.processes.map(({ role, count }) => [role, count])).toEqual([
    ['api', 1],
    ['calls', 2],
    ['uon', 2],
  ]);
  expect(all.enterprises).toMatchObject([{ number: agency.number, alarms: 1 }]);
});

it('what waits is noted once a minute, open calls among it', async () => {
  const callId = newCallId();
  const [start, dial] = answeredCall({ callId, phone: newPhone() });
  await play(agency, [start, dial]);
  await waitFor('the open call', async () => (await healthOf(agency)).now.open_calls === 1);
  await waitFor('somebody to look', async () => (await healthOf(agency)).points.some(({ gauges }) => gauges !== null));
  const looked = `select count(*) as n from health_counts where is_sampled group by start`;
  const { rows } = await system.pool.query<{ n: number }>(looked);
  expect(rows.every(({ n }) => n === 1)).toBe(true);
  await play(agency, answeredCall({ callId, phone: newPhone() }).slice(2));
  await system.closed(agency, callId);
});

it('a worker that is killed takes what it had not told yet with it, and nothing is counted twice', async () => {
  const other = await system.enterprise();
  const victim = await system.startWorker('uon');
  const before = await played(other, 4);
  await allClosed(other, before);
  const counted = async () => (await healthOf(other)).totals.counts.uon_sent ?? 0;
  await waitFor('all to be counted', async () => (await counted()) === sentBy(other).length);
  const told = await counted();

  const hit = await played(other, 4);
  await waitFor('requests', () => sentBy(other).length > told + 4);
  victim.child.kill('SIGKILL');
  await allClosed(other, hit);
  const sent = sentBy(other).length;
  await waitFor('what the others counted', async () => (await counted()) > told);
  const after = await played(other, 2);
  await allClosed(other, after);
  const last = sentBy(other).length - sent;
  await waitFor('what came later', async () => (await counted()) >= told + last);
  // The calls' workers live: all of theirs is there, once.
  await waitFor('the calls', async () => (await healthOf(other)).totals.counts.calls_ended === 10);
  expect(await counted()).toBeLessThanOrEqual(sentBy(other).length);
});

it('who may not read an enterprise learns nothing of its health, and the whole is told to owners alone', async () => {
  await addUser(system.pool, 'petr@example.com', { role: 'administrator', enterprises: ['none'] });
  await addUser(system.pool, 'reader@example.com', { role: 'reader', enterprises: null });
  const [petr, reader] = [
    await loggedIn(system.url, 'petr@example.com'),
    await loggedIn(system.url, 'reader@example.com'),
  ];
  const path = `/api/admin/enterprises/${agency.number}/health`;
  expect((await petr.ask('GET', path)).status).toBe(403);
  expect((await reader.ask('GET', path)).status).toBe(200);
  for (const visitor of [petr, reader]) expect((await visitor.ask('GET', '/api/admin/health')).status).toBe(403);
  expect((await owner.ask('GET', '/api/admin/enterprises/nobody/health')).status).toBe(404);
  expect((await owner.ask('GET', `${path}?hours=7`)).status).toBe(422);
});
