import { randomUUID } from 'node:crypto';

import type pg from 'pg';
import { beforeEach, expect, test } from 'vitest';

import { withTestPool } from '../tests/harness/test-pool.ts';
import { claimEffect, effectsSince, effectStanding, markEffect, type EffectKey } from './effects.ts';

let pool: pg.Pool;
let key: EffectKey;
let account = '';

withTestPool((opened) => void (pool = opened), { max: 4 });
beforeEach(() => {
  account = randomUUID();
  key = { enterprise: '0367', callId: randomUUID(), effect: 'user/create' };
});

const claim = (sender: string, seen: string | null) =>
  claimEffect(pool, key, { account, sender, seen, isBlind: false });
const standing = () => effectStanding(pool, key);

test('nothing is known of what nobody tried', async () => {
  expect(await standing()).toMatchObject({ state: 'nothing', sender: null });
});

test('of two that saw nothing one claims, and it may claim again', async () => {
  const [one, other] = [randomUUID(), randomUUID()];
  expect(await claim(one, null)).toBe(true);
  expect(await claim(other, null)).toBe(false);
  expect(await claim(one, null)).toBe(true);
  expect(await standing()).toMatchObject({ state: 'sending', sender: one, sends: 1 });
});

test('whoever saw the claim takes over, and the one before does not send any more nor undo its mark', async () => {
  const [slow, next] = [randomUUID(), randomUUID()];
  await claim(slow, null);
  expect(await claim(next, slow)).toBe(true);
  expect(await claim(slow, null)).toBe(false);
  await markEffect(pool, key, slow, { state: 'not-sent' });
  expect(await standing()).toMatchObject({ state: 'sending', sender: next, sends: 2 });
});

test('what was made is known by its id', async () => {
  const sender = randomUUID();
  await claim(sender, null);
  await markEffect(pool, key, sender, { state: 'done', madeId: '77' });
  expect(await standing()).toMatchObject({ state: 'done', madeId: '77' });
});

test('one that surely was not sent leaves nothing, unless one before it may have been', async () => {
  const [first, second] = [randomUUID(), randomUUID()];
  await claim(first, null);
  await markEffect(pool, key, first, { state: 'not-sent' });
  expect(await standing()).toMatchObject({ state: 'nothing', sends: 0 });
  await claim(second, first);
  await markEffect(pool, key, second, { state: 'unclear' });
  const third = randomUUID();
  await claim(third, second);
  await markEffect(pool, key, third, { state: 'not-sent' });
  expect(await standing()).toMatchObject({ state: 'unclear', sends: 1 });
});

test('effects of an account are counted since a moment', async () => {
  for (const callId of ['a', 'b']) {
    await claimEffect(
      pool,
      { ...key, callId: `${key.callId}${callId}` },
      { account, sender: randomUUID(), seen: null, isBlind: false },
    );
  }
  expect(await effectsSince(pool, account, 'user/create', 60_000)).toBe(2);
  expect(await effectsSince(pool, account, 'lead/create', 60_000)).toBe(0);
  expect(await effectsSince(pool, account, 'user/create', -60_000)).toBe(0);
});

test('one that could not be looked for stays so until it surely was not sent', async () => {
  const [one, next] = [randomUUID(), randomUUID()];
  await claimEffect(pool, key, { account, sender: one, seen: null, isBlind: true });
  await markEffect(pool, key, one, { state: 'unclear' });
  await claimEffect(pool, key, { account, sender: next, seen: one, isBlind: false });
  expect(await standing()).toMatchObject({ isBlind: true });
  const other = { ...key, callId: randomUUID() };
  await claimEffect(pool, other, { account, sender: one, seen: null, isBlind: true });
  await markEffect(pool, other, one, { state: 'not-sent' });
  await claimEffect(pool, other, { account, sender: next, seen: one, isBlind: false });
  expect(await effectStanding(pool, other)).toMatchObject({ isBlind: false });
});
