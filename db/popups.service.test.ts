import { randomUUID } from 'node:crypto';

import type pg from 'pg';
import { beforeEach, expect, test } from 'vitest';

import { withTestPool } from '../tests/harness/test-pool.ts';
import { claimPopup, dropPopup, markPopup, popupStanding, restMs, type PopupKey, type PopupMark } from './popups.ts';

let pool: pg.Pool;
let key: PopupKey;

withTestPool((opened) => void (pool = opened), { max: 4 });
beforeEach(() => void (key = { enterprise: '0367', callId: randomUUID(), managerId: '2' }));

const claim = (sender: string, rest = 0) =>
  claimPopup(pool, key, { variant: 'basic', sender, eventAtMs: Date.now(), rest });
const drop = () => dropPopup(pool, key, { variant: 'basic', why: 'late', eventAtMs: Date.now() });
const mark = (sender: string, state: PopupMark) => markPopup(pool, key, sender, state);
const age = (seconds: number) =>
  pool.query(`update popups set claimed_at = claimed_at - make_interval(secs => $2) where call_id = $1`, [
    key.callId,
    seconds,
  ]);

test('of two that send at once one may, and it may ask again', async () => {
  const [one, other] = [randomUUID(), randomUUID()];
  expect(await claim(one)).toBe('mine');
  expect(await claim(other)).toBe('in-flight');
  expect(await claim(one)).toBe('mine');
  expect(await mark(one, 'sent')).toBe(1);
  expect([await claim(other), await popupStanding(pool, key, 0)]).toEqual(['sent', 'sent']);
});

test('a claim whose request is surely over gives a second attempt, and no third', async () => {
  const [first, second, third] = [randomUUID(), randomUUID(), randomUUID()];
  await claim(first);
  expect(await popupStanding(pool, key, 0)).toBe('in-flight');
  await age(13);
  expect([await popupStanding(pool, key, 0), await claim(second)]).toEqual(['free', 'mine']);
  expect(await claim(first)).toBe('in-flight');
  await age(13);
  expect([await popupStanding(pool, key, 0), await claim(third), await claim(first)]).toEqual([
    'unclear',
    'unclear',
    'unclear',
  ]);
});

test('one that was cut off undoes no mark of the next, but its arrival counts', async () => {
  const [slow, next] = [randomUUID(), randomUUID()];
  await claim(slow);
  await age(13);
  await claim(next);
  await mark(slow, 'not-sent');
  expect(await popupStanding(pool, key, 0)).toBe('in-flight');
  await mark(slow, 'sent');
  await mark(next, 'not-sent');
  expect(await popupStanding(pool, key, 0)).toBe('sent');
});

test('what surely did not go is no attempt', async () => {
  for (let count = 0; count < 5; count++) {
    const sender = randomUUID();
    expect(await claim(sender)).toBe('mine');
    await mark(sender, 'not-sent');
  }
  expect(await popupStanding(pool, key, 0)).toBe('free');
});

test('what may have arrived rests before its last attempt, and for less where its time is nearly over', async () => {
  const [first, second] = [randomUUID(), randomUUID()];
  await claim(first);
  await mark(first, 'unclear');
  expect([await popupStanding(pool, key, 60_000), await claim(second, 60_000)]).toEqual(['resting', 'resting']);
  expect([await popupStanding(pool, key, 0), await claim(second)]).toEqual(['free', 'mine']);
  await mark(second, 'unclear');
  expect([await popupStanding(pool, key, 60_000), await claim(first, 60_000)]).toEqual(['unclear', 'unclear']);
  expect([30_000, 2_500, 800, -5].map(restMs)).toEqual([2_000, 1_500, 0, 0]);
});

test('after the hangup nobody may send', async () => {
  await pool.query(
    `insert into inbox (enterprise_number, event, body_hash, uniqueid, body, state) values ($1, 'hangup', '\\x00', $2, '{}', 'recorded')`,
    [key.enterprise, key.callId],
  );
  expect(await claim(randomUUID())).toBe('over');
  expect(await drop()).toBe('dropped');
  expect(await popupStanding(pool, key, 0)).toBe('dropped');
});

test('one that U-ON was asked for in vain is told apart from one that nobody tried', async () => {
  const sender = randomUUID();
  await claim(sender);
  await mark(sender, 'not-sent');
  expect(await drop()).toBe('untaken');
  expect(await popupStanding(pool, key, 0)).toBe('dropped');
});

test('a popup that went, or may have, is not dropped, and it is said how it stands', async () => {
  const sender = randomUUID();
  await claim(sender);
  expect(await drop()).toBe('in-flight');
  expect(await popupStanding(pool, key, 0)).toBe('in-flight');
  await mark(sender, 'unclear');
  expect(await drop()).toBe('unclear');
  await mark(sender, 'sent');
  expect(await drop()).toBe('sent');
  expect(await popupStanding(pool, key, 0)).toBe('sent');
});
