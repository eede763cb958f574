import { randomUUID } from 'node:crypto';

import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { createSlotGrants } from '../db/limiter.ts';
import { createPool } from '../db/pool.ts';
import type { RequestClass } from '../domain/request-class.ts';
import type { SlotGrants } from '../domain/slot-grants.ts';
import { createTestDatabase, type TestDatabase } from '../tests/harness/database.ts';
import { createLimiter, type Limiter, type Turn } from './limiter.ts';

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

/** Waits until the turn may send, and is done with it at once. */
async function go(turn: Turn): Promise<void> {
  do await turn.wait();
  while (!(await turn.confirm()));
  await turn.end();
}

/** Sends one request of each class, at the same time and in this order; tells in which order they went. */
async function orderOf(limiter: Limiter, classes: readonly RequestClass[]): Promise<string[]> {
  const went: string[] = [];
  await Promise.all(
    classes.map(async (requestClass, index) => {
      await go(limiter.turn(account, requestClass));
      went.push(`${requestClass} ${index}`);
    }),
  );
  return went;
}

/** Grants that are young enough however slow the machine is: one that is given back may be overtaken. */
const lasting: () => SlotGrants = () => ({
  ...grants,
  take: async (...asked) => {
    const answer = await grants.take(...asked);
    return answer.kind === 'granted' ? { ...answer, grant: { ...answer.grant, marginMs: 60_000 } } : answer;
  },
});

test('the better class goes first, and the earlier of one class', async () => {
  const limiter = createLimiter({ grants: lasting() });
  await limiter.hold(account, 200);
  const went = await orderOf(limiter, ['recovery', 'hangup', 'creation', 'live', 'hangup', 'live']);
  expect(went).toEqual(['live 3', 'live 5', 'creation 2', 'hangup 1', 'hangup 4', 'recovery 0']);
});

/** A limiter, and the classes of requests that it asked the database for. */
function watchedLimiter(): { asked: RequestClass[]; limiter: Limiter } {
  const asked: RequestClass[] = [];
  const take: SlotGrants['take'] = (of, requestClass, marginMs, how) => {
    asked.push(requestClass);
    return grants.take(of, requestClass, marginMs, how);
  };
  return { asked, limiter: createLimiter({ grants: { ...grants, take } }) };
}

test('a live request that comes while another waits is asked for at once', async () => {
  const { asked, limiter } = watchedLimiter();
  await limiter.hold(account, 300);
  const slow = go(limiter.turn(account, 'recovery'));
  await expect.poll(() => asked).toEqual(['recovery']);
  const live = go(limiter.turn(account, 'live'));
  await expect.poll(() => asked.slice(0, 2)).toEqual(['recovery', 'live']);
  await live;
  await slow;
});

test('an aborted request leaves the queue and takes no slot', async () => {
  const limiter = createLimiter({ grants });
  await limiter.hold(account, 200);
  const abort = new AbortController();
  const aborted = go(limiter.turn(account, 'live', { signal: abort.signal }));
  const other = go(limiter.turn(account, 'recovery'));
  abort.abort();
  await expect(aborted).rejects.toThrow(/Aborted/);
  await other;
  await expect(go(limiter.turn(account, 'live', { signal: abort.signal }))).rejects.toThrow(/Aborted/);
  await expect.poll(() => limiter.waitingAccounts).toBe(0);
});

test('a slot that comes when nobody waits any more is given back', async () => {
  const givenBack: RequestClass[] = [];
  const limiter = createLimiter({ grants, metrics: { givenBack: (requestClass) => givenBack.push(requestClass) } });
  const abort = new AbortController();
  const turn = limiter.turn(account, 'live', { signal: abort.signal });
  const waiting = turn.wait();
  abort.abort();
  await expect(waiting).rejects.toThrow(/Aborted/);
  await limiter.idle();
  expect(givenBack).toEqual(['live']);
  const { rows } = await pool.query('SELECT leaves_by FROM limiter_windows WHERE account = $1', [account]);
  expect(rows).toEqual([{ leaves_by: [] }]);
});

test('a turn that ends without sending gives its slot back', async () => {
  const limiter = createLimiter({ grants });
  const turn = limiter.turn(account, 'live');
  await turn.wait();
  await turn.end();
  const { rows } = await pool.query('SELECT leaves_by FROM limiter_windows WHERE account = $1', [account]);
  expect(rows).toEqual([{ leaves_by: [] }]);
});

test('where answers are slow the slot is given back and asked for with a wider margin, until it is in time', async () => {
  const margins: number[] = [];
  const late: SlotGrants = {
    ...grants,
    take: async (of, requestClass, marginMs) => {
      margins.push(marginMs);
      const answer = await grants.take(of, requestClass, marginMs);
      await new Promise((resolve) => setTimeout(resolve, 40));
      return answer;
    },
  };
  await go(createLimiter({ grants: late }).turn(account, 'live'));
  expect(margins.slice(0, 3)).toEqual([15, 30, 60]);
});

test('accounts are forgotten once nobody waits', async () => {
  const limiter = createLimiter({ grants });
  await Promise.all(Array.from({ length: 50 }, () => go(limiter.turn(randomUUID(), 'recovery'))));
  await limiter.idle();
  expect(limiter.waitingAccounts).toBe(0);
});

test('a database that can not be asked fails all who wait, and the next are served when it is back', async () => {
  const away = createPool(database.url, { max: 1 });
  await away.end();
  let back = false;
  const gone = createSlotGrants(away);
  const limiter = createLimiter({ grants: { ...grants, take: (...asked) => (back ? grants : gone).take(...asked) } });
  const waiting = ['live', 'recovery'].map(() => go(limiter.turn(account, 'live')));
  expect((await Promise.allSettled(waiting)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  back = true;
  await go(limiter.turn(account, 'live'));
});

test('an account in trouble sends all away who wait, and the next without asking the database', async () => {
  const { asked, limiter } = watchedLimiter();
  await limiter.hold(account, 300);
  const waiting = Promise.allSettled(
    (['recovery', 'hangup', 'live'] as const).map((one) => go(limiter.turn(account, one))),
  );
  for (let count = 0; count < 5; count++) await limiter.report(account, 'failed');
  for (const sentAway of await waiting) expect(sentAway).toMatchObject({ reason: { code: 'ERR_PAUSED' } });
  const before = asked.length;
  await expect(go(limiter.turn(account, 'live'))).rejects.toMatchObject({ code: 'ERR_PAUSED' });
  expect(asked.length).toBe(before);
  await go(limiter.turn(randomUUID(), 'live'));
});

test('whoever asks all the same gets a slot of an account in trouble, within its limit; his grant is watched', async () => {
  const { limiter } = watchedLimiter();
  await limiter.report(account, 'key-refused');
  await expect(go(limiter.turn(account, 'live'))).rejects.toMatchObject({ code: 'ERR_STOPPED' });
  const began = performance.now();
  const turns = Array.from({ length: 9 }, () => limiter.turn(account, 'hangup', { evenInTrouble: true }));
  await Promise.all(turns.map(go));
  expect(performance.now() - began).toBeGreaterThan(950);
  expect(turns.every(({ watched }) => watched)).toBe(true);
  await expect(go(limiter.turn(account, 'live'))).rejects.toMatchObject({ code: 'ERR_STOPPED' });
  await expect(
    go(limiter.turn(account, 'hangup', { evenInTrouble: true, signal: AbortSignal.abort() })),
  ).rejects.toThrow();
});

test('one account takes no more than its share of a process: of those that wait, and of those under way', async () => {
  const limiter = createLimiter({ grants, bounds: { waiting: 2, underWay: 2, underWayPatient: 1 } });
  const first = limiter.turn(account, 'hangup');
  await first.wait();
  const second = go(limiter.turn(account, 'hangup'));
  const third = go(limiter.turn(account, 'hangup'));
  await expect(go(limiter.turn(account, 'hangup'))).rejects.toMatchObject({ code: 'ERR_BUSY' });
  await expect(go(limiter.turn(account, 'recovery'))).rejects.toMatchObject({ code: 'ERR_BUSY' });
  // A better class has room of its own, and a place that those that are patient do not take.
  await go(limiter.turn(account, 'live'));
  let isSecondOver = false;
  void second.then(() => (isSecondOver = true));
  expect(isSecondOver).toBe(false);
  await first.end();
  await Promise.all([second, third]);
  await expect.poll(() => limiter.waitingAccounts).toBe(0);
});

test('a request that leaves later than its slot allows takes the slot with it', async () => {
  let late = 0;
  const limiter = createLimiter({ grants, metrics: { leftLate: () => (late += 1) } });
  const leavesBy = async (): Promise<number> => {
    const sql = 'SELECT leaves_by[1] AS at FROM limiter_windows WHERE account = $1';
    return (await pool.query<{ at: number }>(sql, [account])).rows[0]?.at ?? 0;
  };
  const turn = limiter.turn(account, 'live');
  do await turn.wait();
  while (!(await turn.confirm()));
  const before = await leavesBy();
  const stoodStillFrom = performance.now();
  while (performance.now() - stoodStillFrom < 60);
  turn.sent();
  await turn.end();
  expect(late).toBe(1);
  expect((await leavesBy()) - before).toBeGreaterThan(45_000);
});

test('a request that leaves in time leaves its slot where it is', async () => {
  let late = 0;
  const limiter = createLimiter({ grants: lasting(), metrics: { leftLate: () => (late += 1) } });
  const turn = limiter.turn(account, 'live');
  await turn.wait();
  await turn.confirm();
  turn.sent();
  await turn.end();
  expect(late).toBe(0);
});
