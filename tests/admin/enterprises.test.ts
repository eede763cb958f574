import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { addUser, loggedIn, OWNER } from '../support/admin.ts';
import { addCalls } from '../support/journal.ts';
import { startSystem, type System, type TestEnterprise } from '../support/system.ts';

let system: System;
let own: TestEnterprise;
let foreign: TestEnterprise;
beforeAll(async () => {
  system = await startSystem({ workers: [] });
  [own, foreign] = [await system.enterprise(), await system.enterprise()];
  await addUser(system.pool, 'owner@example.com', OWNER);
  await addUser(system.pool, 'administrator@example.com', { role: 'administrator', enterprises: [own.number] });
  await addUser(system.pool, 'reader@example.com', { role: 'reader', enterprises: null });
});
afterAll(() => system.stop());

const answerOf = z.object({ enterprises: z.array(z.looseObject({ number: z.string() })) });
async function numbersOf(email: string): Promise<string[]> {
  const visitor = await loggedIn(system.url, email);
  const answer = await visitor.ask('GET', '/api/admin/enterprises');
  return answerOf.parse(await answer.json()).enterprises.map(({ number }) => number);
}

it('everybody sees the enterprises that are his, and no others', async () => {
  expect(await numbersOf('owner@example.com')).toEqual([own.number, foreign.number].toSorted());
  expect(await numbersOf('reader@example.com')).toEqual([own.number, foreign.number].toSorted());
  expect(await numbersOf('administrator@example.com')).toEqual([own.number]);
});

it('an enterprise is shown with how it stands, its key and token masked', async () => {
  await system.post(own, 'start', { UniqueId: '1.1', Phone: '375291112233', CallType: 0, Trunk: '1' });
  const administrator = await loggedIn(system.url, 'administrator@example.com');
  const list = await administrator.ask('GET', '/api/admin/enterprises');
  expect(await list.json()).toMatchObject({
    enterprises: [{ number: own.number, open_calls: 1, alarms: [], uon: { enabled: true, has_key: true } }],
  });
  const one = await administrator.ask('GET', `/api/admin/enterprises/${own.number}`);
  expect([one.status, one.headers.get('etag')]).toEqual([200, expect.any(String)]);
  const text = await one.text();
  expect(text).toContain(own.number);
  for (const secret of [own.apiKey, own.token]) expect(text).not.toContain(secret);
});

it('what stands still of the installation is told to everybody, whatever he may read', async () => {
  const administrator = await loggedIn(system.url, 'administrator@example.com');
  expect(await (await administrator.ask('GET', '/api/admin/enterprises')).json()).toMatchObject({
    standstills: [
      { kind: 'no-worker-calls', since: null },
      { kind: 'no-worker-uon', since: null },
    ],
  });
});

it('a call that was hung up is none that goes on, though events of it are still taken', async () => {
  await addCalls(
    system.pool,
    foreign.number,
    (['ringing', 'talking', 'ended'] as const).map((status) => ({
      ...{ callId: status, openedAt: '2025-09-14T10:00:00Z', isClosed: false, status },
    })),
  );
  const owner = await loggedIn(system.url, 'owner@example.com');
  const { enterprises } = answerOf.parse(await (await owner.ask('GET', '/api/admin/enterprises')).json());
  expect(enterprises.find(({ number }) => number === foreign.number)).toMatchObject({ open_calls: 2 });
});

it('an alarm stands beside the enterprise that it is of', async () => {
  const place = `enterprise ${foreign.number}`;
  await system.pool.query(`insert into alarms (account, kind, message) values ($1, 'settings-unreadable', 'mend it')`, [
    place,
  ]);
  const owner = await loggedIn(system.url, 'owner@example.com');
  const { enterprises } = answerOf.parse(await (await owner.ask('GET', '/api/admin/enterprises')).json());
  expect(enterprises.map(({ number, alarms }) => [number, alarms])).toEqual(
    expect.arrayContaining([
      [own.number, []],
      [foreign.number, [{ kind: 'settings-unreadable', message: 'mend it' }]],
    ]),
  );
});
