import { randomUUID } from 'node:crypto';

import type pg from 'pg';
import { beforeEach, expect, test } from 'vitest';

import type { RequestClass } from '../domain/request-class.ts';
import type { Grant, SlotGrants } from '../domain/slot-grants.ts';
import { withTestPool } from '../tests/harness/test-pool.ts';
import { createSlotGrants } from './limiter.ts';

let pool: pg.Pool;
let grants: SlotGrants;
let account = '';

withTestPool(
  (opened) => {
    pool = opened;
    grants = createSlotGrants(pool);
  },
  { max: 4 },
);
beforeEach(() => void (account = randomUUID()));

const take = (requestClass: RequestClass = 'recovery', marginMs = 15) => grants.take(account, requestClass, marginMs);

/** A moment of this process's clock that is known to lie between two. */
interface Moment {
  from: number;
  to: number;
}

/** When a request would be granted that is asked for now; not to be asked where that is now. */
async function freeAt(requestClass: RequestClass): Promise<Moment> {
  const from = performance.now();
  const answer = await take(requestClass);
  if (answer.kind !== 'wait') throw new Error('Granted at once');
  return { from: from + answer.waitMs, to: performance.now() + answer.waitMs };
}

async function granted(requestClass: RequestClass = 'recovery', marginMs = 15): Promise<Grant> {
  const answer = await take(requestClass, marginMs);
  if (answer.kind !== 'granted') throw new Error(`Has to wait ${answer.waitMs} ms`);
  return answer.grant;
}

/** As if so much (more) time had passed since the account's grants; negative: as if they were still to come. */
async function age(ms: number): Promise<void> {
  await pool.query(
    'UPDATE limiter_windows SET leaves_by = ARRAY(SELECT t - $2 FROM unnest(leaves_by) t ORDER BY t DESC) WHERE account = $1',
    [account, ms * 1000],
  );
}

/** Eight grants 100 ms apart, then 5 s ahead of now, so that slow tests change nothing. */
async function fillWindow(): Promise<Moment> {
  const shift = 5000 - 8 * 100;
  const from = (await granted('live')).earliestAt + shift;
  const to = performance.now() + shift;
  for (let count = 0; count < 7; count++) {
    await age(100);
    await granted('live');
  }
  await age(100 - 5000);
  return { from, to };
}

function expectAfter(later: Moment, earlier: Moment, ms: number): void {
  expect(later.to).toBeGreaterThan(earlier.from + ms - 0.1);
  expect(later.from).toBeLessThan(earlier.to + ms + 0.1);
}

test('the first four requests of an idle account go at once, the next wait 100 ms (live) or 120', async () => {
  for (let count = 0; count < 3; count++) await granted();
  const from = (await granted()).earliestAt + 5000;
  const to = performance.now() + 5000;
  await age(-5000);
  expectAfter(await freeAt('recovery'), { from, to }, 120);
  expectAfter(await freeAt('live'), { from, to }, 100);
});

test('the ninth request waits until a second and the margin have passed since the first', async () => {
  const first = await fillWindow();
  expectAfter(await freeAt('live'), first, 1015);
});

test('a request that may leave later keeps the next one away for longer', async () => {
  for (let count = 0; count < 3; count++) await granted();
  const from = (await granted('live', 240)).earliestAt + 5000;
  const to = performance.now() + 5000;
  await age(-5000);
  expectAfter(await freeAt('live'), { from, to }, 240 - 15 + 100);
});

test('a slot that was given back is free again', async () => {
  const slots = [];
  for (let count = 0; count < 4; count++) slots.push(await granted());
  for (const slot of slots) await grants.giveBack(account, slot);
  for (let count = 0; count < 4; count++) await granted();
});

test('a live request that has to wait holds back all others, a hangup only recovery, recovery nobody', async () => {
  await grants.hold(account, 5000);
  const recovery = await freeAt('recovery');
  const hangup = await freeAt('hangup');
  expectAfter(hangup, recovery, 0);
  expectAfter(await freeAt('recovery'), hangup, 60);
  const live = await freeAt('live');
  expectAfter(live, hangup, 0);
  expectAfter(await freeAt('hangup'), live, 60);
  expectAfter(await freeAt('recovery'), live, 120);
});

test('of what is live the popup goes first, then the lookup, then details, and all of it before creations', async () => {
  await grants.hold(account, 5000);
  let before = await freeAt('creation');
  for (const better of ['details', 'live', 'popup'] as const) {
    const free = await freeAt(better);
    expectAfter(free, before, 0);
    before = free;
  }
  expectAfter(await freeAt('live'), before, 60);
  expectAfter(await freeAt('details'), before, 120);
  expectAfter(await freeAt('creation'), before, 180);
});

test('a process of the version before asks by the numbers that it knows, of a row that it made', async () => {
  await grants.hold(account, 5000);
  await pool.query(`update limiter_windows set wanted_until = '{0,0,0,0}' where account = $1`, [account]);
  const freeAtUs = async (priority: number) => {
    const { rows } = await pool.query<{ at: number }>(
      'select (decided_at + wait)::float8 as at from limiter_take($1, $2, 15000)',
      [account, priority],
    );
    return rows[0]?.at ?? 0;
  };
  const free = await freeAtUs(3);
  expect(await freeAtUs(5)).toBe(free + 60_000);
  expect(await freeAtUs(2)).toBe(free);
  expect(await freeAtUs(3)).toBe(free + 60_000);
  expect(await freeAtUs(1)).toBe(free);
  expect(await freeAtUs(2)).toBe(free + 60_000);
  expect(await freeAtUs(3)).toBe(free + 120_000);
});

test('a held account waits, whatever the class, and a shorter hold ends no longer one', async () => {
  const from = performance.now();
  await grants.hold(account, 5000);
  const heldAt = { from, to: performance.now() };
  await grants.hold(account, 10);
  expectAfter(await freeAt('live'), heldAt, 5000);
});

test('accounts do not wait for each other', async () => {
  await grants.hold(account, 5000);
  account = randomUUID();
  await granted();
});

test('of eight at once four go and the others wait', async () => {
  const answers = await Promise.all(Array.from({ length: 8 }, () => take('live')));
  const slots = answers.filter(({ kind }) => kind === 'granted').length;
  expect(slots).toBeGreaterThanOrEqual(4);
  // On a machine that needs 100 ms for it a fifth is due.
  expect(slots).toBeLessThan(8);
});

test('after the table was emptied by a crash a known account waits a second, a new one does not', async () => {
  await granted();
  const from = performance.now();
  await pool.query('DELETE FROM limiter_windows WHERE account = $1', [account]);
  const free = await freeAt('live');
  expect(free.to).toBeGreaterThan(from + 1000);
});

test('a clock that was set back delays nobody by more than the window', async () => {
  const hour = 3_600_000;
  await grants.hold(account, 2000);
  await age(-hour);
  await pool.query(
    'UPDATE limiter_windows SET seen_at = seen_at + $2, held_until = held_until + $2 WHERE account = $1',
    [account, hour * 1000],
  );
  expect((await freeAt('live')).to).toBeLessThan(performance.now() + 2015);
});

test('a grant says since when it may hold', async () => {
  const askedAt = performance.now();
  const { earliestAt, marginMs } = await granted('live');
  expect(marginMs).toBe(15);
  expect(earliestAt).toBeLessThanOrEqual(performance.now());
  expect(earliestAt).toBeGreaterThan(askedAt - 100);
});
