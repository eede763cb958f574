import { afterAll, beforeAll, expect, it } from 'vitest';
import { liveCall, liveOpen } from '../../api/admin/calls/operations.ts';
import { addUser, loggedIn, OWNER, visitor } from '../support/admin.ts';
import { answeredCall, newCallId, newPhone } from '../support/call-script.ts';
import { openStream, type EventStream } from '../support/event-stream.ts';
import { addCalls } from '../support/journal.ts';
import { startProcess, type OwnProcess } from '../support/own-process.ts';
import { startSystem, type System, type TestEnterprise } from '../support/system.ts';
import { waitFor } from '../support/wait-for.ts';

let system: System;
let own: TestEnterprise;
let second: OwnProcess;
const processes: OwnProcess[] = [];
beforeAll(async () => {
  system = await startSystem();
  own = await system.enterprise();
  second = await startProcess(['workers/api.ts'], { ...system.env, PORT: '0' }, processes);
  await addUser(system.pool, 'owner@example.com', OWNER);
});
afterAll(async () => {
  await Promise.all(processes.map((one) => one.stop()));
  await system.stop();
});

const urlOf = ({ number }: TestEnterprise, base = system.url) => `${base}/api/admin/enterprises/${number}/calls/live`;
async function watch(email = 'owner@example.com', enterprise = own, base = system.url): Promise<EventStream> {
  const { cookie } = await loggedIn(base, email);
  return openStream(urlOf(enterprise, base), cookie);
}

it('a call is told as it begins, goes on and ends, by each API process', async () => {
  const streams = [await watch(), await watch('owner@example.com', own, second.url)];
  const call = { callId: newCallId(), phone: newPhone() };
  const events = [...answeredCall(call)];
  for (const stream of streams) {
    expect(stream.status).toBe(200);
    expect(stream.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect([stream.headers.get('cache-control'), stream.headers.get('x-accel-buffering')]).toEqual(['no-store', 'no']);
    const { data } = await stream.until('open');
    expect(liveOpen.parse(data)).toEqual({ calls: [], timezone: 'Europe/Minsk' });
    expect(stream.text()).toMatch(/^retry: \d+\n\n/);
  }
  for (const [index, state] of [
    [0, { status: 'ringing' }],
    [2, { status: 'talking' }],
    [3, { status: 'ended' }],
  ] as const) {
    for (const { event, body } of events.splice(0, index === 0 ? 2 : 1)) await system.post(own, event, body);
    for (const stream of streams) await stream.until('call', { call_id: call.callId, ...state });
  }
  for (const stream of streams) {
    const { data } = await stream.until('call', { call_id: call.callId, closed: true });
    const last = liveCall.parse(data);
    expect(last).toMatchObject({ status: 'ended', answered: true, phone: `+${call.phone}`, extension: '151' });
    expect(last.last_step).toMatchObject({ name: expect.any(String), at: expect.any(String) });
    stream.close();
  }
});

it('what is open is told at once, and nothing of another enterprise', async () => {
  const [enterprise, foreign] = [await system.enterprise(), await system.enterprise()];
  await addCalls(system.pool, foreign.number, [{ callId: 'f', openedAt: '2025-09-14T10:00:00Z', isClosed: false }]);
  await addCalls(system.pool, enterprise.number, [
    { callId: 'a', openedAt: '2025-09-14T10:00:00Z', isClosed: false, status: 'talking' },
    { callId: 'b', openedAt: '2025-09-14T10:00:00Z' },
  ]);
  for (let watcher = 0; watcher < 2; watcher += 1) {
    const stream = await watch('owner@example.com', enterprise);
    const { data } = await stream.until('open');
    expect(liveOpen.parse(data).calls.map(({ call_id }) => call_id)).toEqual(['a']);
    stream.close();
  }
});

it('ends when he logs out, and when the enterprise is taken from him', async () => {
  for (const [email, end] of [
    ['leaves@example.com', 'logs out'],
    ['loses@example.com', 'loses it'],
  ] as const) {
    const { id } = await addUser(system.pool, email, { role: 'reader', enterprises: [own.number] });
    const { cookie } = await loggedIn(system.url, email);
    const stream = await openStream(urlOf(own), cookie);
    await stream.until('open');
    if (end === 'logs out') await visitor(system.url, cookie).ask('DELETE', '/api/admin/session');
    else await system.pool.query(`update admin_users set enterprises = '{none}' where id = $1`, [id]);
    await waitFor(`the end when he ${end}`, () => stream.isOver());
    expect((await openStream(urlOf(own), cookie)).status).toBe(end === 'logs out' ? 401 : 403);
  }
});

it('a user has six at most, and who does not read what he is sent is cut off', async () => {
  await addUser(system.pool, 'slow@example.com', OWNER);
  const enterprise = await system.enterprise();
  await addCalls(system.pool, enterprise.number, [{ callId: 'a', openedAt: '2025-09-14T10:00:00Z', isClosed: false }]);
  const { cookie } = await loggedIn(system.url, 'slow@example.com');
  const sleepers = await Promise.all(
    Array.from({ length: 6 }, () => fetch(urlOf(enterprise), { headers: { Cookie: cookie } })),
  );
  expect(sleepers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
  const refused = await fetch(urlOf(enterprise), { headers: { Cookie: cookie } });
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '5']);
  const text = 'x'.repeat(4_000_000);
  await waitFor('a seat', async () => {
    await system.pool.query(
      `update calls set version = version + 1,
              steps = jsonb_build_array(jsonb_build_object('name', 'lead', 'at', '2025-09-14T10:00:00Z', 'status', 'failed', 'error', $2::text))
        where enterprise_number = $1`,
      [enterprise.number, text],
    );
    const again = await fetch(urlOf(enterprise), { headers: { Cookie: cookie } });
    await again.body?.cancel();
    return again.status === 200;
  });
  for (const { body } of sleepers) await body?.cancel().catch(() => undefined);
});

it('an API process that is told to stop does so though somebody watches', async () => {
  const streams = [
    await watch('owner@example.com', own, second.url),
    await watch('owner@example.com', own, second.url),
  ];
  for (const stream of streams) await stream.until('open');
  const from = performance.now();
  await second.stop();
  expect(performance.now() - from).toBeLessThan(3_000);
  expect(second.child.exitCode).toBe(0);
  for (const stream of streams) expect(stream.isOver()).toBe(true);
});
