import { randomUUID } from 'node:crypto';

import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import type { RequestClass } from '../domain/request-class.ts';
import type { Grant, SlotGrants } from '../domain/slot-grants.ts';
import { createTestDatabase, type TestDatabase } from '../tests/harness/database.ts';
import { createSlotGrants } from './limiter.ts';
import { createPool } from './pool.ts';

let database: TestDatabase;
let pool: pg.Pool;
let grants: SlotGrants;
let account = '';

beforeAll(async () => {
  database = await createTestDatabase();
  pool = createPool(database.url, { max: 4 });
  grants = createSlotGrants(pool);
});
beforeEach(() => void (account = randomUUID()));
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const take = (requestClass: RequestClass = 'recovery', marginMs = 15) => grants.take(account, requestClass, marginMs);

/** How long a request would have to wait now; 0 where it would be granted. */
async function waitOf(requestClass: RequestClass): Promise<number> {
  const answer = await take(requestClass);
  if (answer.kind === 'wait') return answer.waitMs;
  await grants.giveBack(account, answer.grant);
  return 0;
}

async function granted(requestClass: RequestClass = 'recovery'): Promise<Grant> {
  const answer = await take(requestClass);
  if (answer.kind !== 'granted') throw new Error(`Has to wait ${answer.waitMs} ms`);
  return answer.grant;
}

/** As if so much time had passed since the account's grants. */
async function age(ms: number): Promise<void> {
  await pool.query(
    'UPDATE limiter_windows SET leaves_by = ARRAY(SELECT t - $2 FROM unnest(leaves_by) t ORDER BY t DESC) WHERE account = $1',
    [account, ms * 1000],
  );
}

test('the first four requests of an idle account go at once, the next wait 100 ms (live) or 120', async () => {
  for (let count = 0; count < 4; count++) await granted();
  const live = await waitOf('live');
  expect(live).toBeGreaterThan(60);
  expect(live).toBeLessThanOrEqual(100);
  expect((await waitOf('recovery')) - live).toBeGreaterThan(5);
});

test('the ninth request waits until a second and the margin have passed since the first', async () => {
  for (let count = 0; count < 8; count++) {
    await granted();
    await age(120);
  }
  const wait = await waitOf('live');
  expect(wait).toBeGreaterThan(0);
  expect(wait).toBeLessThanOrEqual(1015 - 8 * 120);
  await age(60);
  await granted('live');
});

test('a slot that was given back is free again', async () => {
  const slots = [];
  for (let count = 0; count < 4; count++) slots.push(await granted());
  expect(await waitOf('live')).toBeGreaterThan(0);
  for (const slot of slots) await grants.giveBack(account, slot);
  expect(await waitOf('live')).toBe(0);
});

test('a live request that has to wait holds back all others, a hangup only recovery, recovery nobody', async () => {
  for (let count = 0; count < 4; count++) await granted();
  const recovery = await waitOf('recovery');
  const live = await waitOf('live');
  expect(recovery - live).toBeLessThan(30);
  const hangup = await waitOf('hangup');
  expect(hangup - live).toBeGreaterThan(40);
  expect((await waitOf('recovery')) - hangup).toBeGreaterThan(40);
  expect(await waitOf('live')).toBeLessThanOrEqual(live);
});

test('a held account waits, whatever the class', async () => {
  await grants.hold(account, 1000);
  expect(await waitOf('live')).toBeGreaterThan(800);
  await grants.hold(account, 10);
  expect(await waitOf('recovery')).toBeGreaterThan(800);
});

test('accounts do not wait for each other', async () => {
  await grants.hold(account, 1000);
  account = randomUUID();
  expect(await waitOf('recovery')).toBe(0);
});

test('eight at once get four slots and four waits', async () => {
  const answers = await Promise.all(Array.from({ length: 8 }, () => take('live')));
  expect(answers.filter(({ kind }) => kind === 'granted')).toHaveLength(4);
});

test('a wider margin keeps the window that much longer', async () => {
  await take('live', 240);
  for (let count = 0; count < 7; count++) {
    await age(120);
    await granted('live');
  }
  await age(1015 - 7 * 120);
  expect(await waitOf('live')).toBeGreaterThan(100);
});

test('after the table was emptied by a crash a known account waits a second, a new one does not', async () => {
  await granted();
  await pool.query('DELETE FROM limiter_windows WHERE account = $1', [account]);
  expect(await waitOf('live')).toBeGreaterThan(1000);
});

test('a clock that was set back delays nobody by more than the window', async () => {
  for (let count = 0; count < 4; count++) await granted();
  await age(-3_600_000);
  await pool.query('UPDATE limiter_windows SET seen_at = seen_at + 3600000000 WHERE account = $1', [account]);
  const wait = await waitOf('live');
  expect(wait).toBeGreaterThan(0);
  expect(wait).toBeLessThanOrEqual(115);
});

test('a grant says since when it may hold', async () => {
  const askedAt = performance.now();
  const { earliestAt, marginMs } = await granted('live');
  expect(marginMs).toBe(15);
  expect(earliestAt).toBeLessThanOrEqual(performance.now());
  expect(earliestAt).toBeGreaterThan(askedAt - 100);
});
