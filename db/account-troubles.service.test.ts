import { randomUUID } from 'node:crypto';

import type pg from 'pg';
import { beforeEach, expect, test } from 'vitest';

import type { GrantAnswer, Outcome, SlotGrants } from '../domain/slot-grants.ts';
import { withTestPool } from '../tests/harness/test-pool.ts';
import { releaseAccount } from './account-troubles.ts';
import { openAlarms } from './alarms.ts';
import { createSlotGrants } from './limiter.ts';

let pool: pg.Pool;
let grants: SlotGrants;
let account = '';

withTestPool(
  (opened) => {
    pool = opened;
    grants = createSlotGrants(pool);
  },
  { max: 6 },
);
beforeEach(() => void (account = randomUUID()));

const take = () => grants.take(account, 'live', 15);
const report = (outcome: Outcome) => grants.report(account, outcome);
const alarms = async () => (await openAlarms(pool, [account])).map(({ kind }) => kind);

async function fail(times: number): Promise<void> {
  for (let count = 0; count < times; count++) await report('failed');
}

/** As if the time of the next probe had come. */
async function probeIsDue(): Promise<void> {
  await pool.query('update account_troubles set probe_at = probe_at - 5000000 where account = $1', [account]);
}

function watched(answer: GrantAnswer): boolean | null {
  return answer.kind === 'granted' ? answer.grant.watched : null;
}

test('a healthy account is not watched; one whose last request failed is, and an answer ends that', async () => {
  expect(watched(await take())).toBe(false);
  await fail(1);
  expect(watched(await take())).toBe(true);
  await report('answered');
  expect(watched(await take())).toBe(false);
});

test('four failures in a row pause nothing, nor does a fifth after an answer', async () => {
  await fail(4);
  await report('answered');
  await fail(4);
  expect(await take()).toMatchObject({ kind: 'granted' });
  expect(await alarms()).toEqual([]);
});

test('the fifth pauses the account for all: told once, with an alarm', async () => {
  await fail(4);
  const changes = [await report('failed'), await report('failed')];
  expect(changes).toEqual(['paused', null]);
  const answer = await take();
  expect(answer).toMatchObject({ kind: 'paused' });
  expect(answer.kind === 'paused' && answer.waitMs).toBeGreaterThan(3000);
  expect(await alarms()).toEqual(['uon-not-answering']);
  const other = await grants.take(randomUUID(), 'live', 15);
  expect(other).toMatchObject({ kind: 'granted' });
});

test('of many that ask when a probe is due one goes, and the next is due 5 s later', async () => {
  await fail(5);
  await probeIsDue();
  const answers = await Promise.all(Array.from({ length: 6 }, take));
  expect(answers.filter(({ kind }) => kind === 'granted')).toHaveLength(1);
  expect(answers.filter(({ kind }) => kind === 'paused')).toHaveLength(5);
  expect(await take()).toMatchObject({ kind: 'paused' });
});

test('an answered probe ends the pause and the alarm; a failed one puts the next off', async () => {
  await fail(5);
  await probeIsDue();
  expect(watched(await take())).toBe(true);
  await fail(1);
  expect(await take()).toMatchObject({ kind: 'paused' });
  expect([await report('answered'), await report('answered')]).toEqual(['resumed', null]);
  expect(await take()).toMatchObject({ kind: 'granted' });
  expect(await alarms()).toEqual([]);
});

test('a clock that was set back does not lengthen the pause', async () => {
  await fail(5);
  await pool.query('update account_troubles set probe_at = probe_at + 3600000000 where account = $1', [account]);
  expect(await take()).toMatchObject({ kind: 'granted' });
});

test('a refused key stops the account without a probe, until it is released', async () => {
  expect([await report('key-refused'), await report('key-refused')]).toEqual(['stopped', null]);
  await fail(9);
  await probeIsDue();
  await report('answered');
  expect(await take()).toMatchObject({ kind: 'stopped' });
  expect(await alarms()).toContain('uon-key-refused');
  await releaseAccount(pool, account);
  expect(await take()).toMatchObject({ kind: 'granted' });
  expect(await alarms()).toEqual([]);
});
