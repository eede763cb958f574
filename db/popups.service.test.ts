import { randomUUID } from 'node:crypto';

import type pg from 'pg';
import { beforeEach, expect, test } from 'vitest';

import { withTestPool } from '../tests/harness/test-pool.ts';
import { claimPopup, dropPopup, markPopup, popupStanding, type PopupKey } from './popups.ts';

let pool: pg.Pool;
let key: PopupKey;

withTestPool((opened) => void (pool = opened), { max: 4 });
beforeEach(() => void (key = { enterprise: '0367', callId: randomUUID(), managerId: '2' }));

const claim = (sender: string) => claimPopup(pool, key, { variant: 'basic', sender, eventAtMs: Date.now() });
const drop = () => dropPopup(pool, key, { variant: 'basic', why: 'late', eventAtMs: Date.now() });
const mark = (sender: string, state: 'sent' | 'not-sent' | 'unclear') => markPopup(pool, key, sender, state);
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
  expect([await claim(other), await popupStanding(pool, key)]).toEqual(['sent', 'sent']);
});

test('a claim whose request is surely over gives a second attempt, and no third', async () => {
  const [first, second, third] = [randomUUID(), randomUUID(), randomUUID()];
  await claim(first);
  expect(await popupStanding(pool, key)).toBe('in-flight');
  await age(13);
  expect([await popupStanding(pool, key), await claim(second)]).toEqual(['free', 'mine']);
  expect(await claim(first)).toBe('in-flight');
  await age(13);
  expect([await popupStanding(pool, key), await claim(third), await claim(first)]).toEqual([
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
  expect(await popupStanding(pool, key)).toBe('in-flight');
  await mark(slow, 'sent');
  await mark(next, 'not-sent');
  expect(await popupStanding(pool, key)).toBe('sent');
});

test('what surely did not go is no attempt', async () => {
  for (let count = 0; count < 5; count++) {
    const sender = randomUUID();
    expect(await claim(sender)).toBe('mine');
    await mark(sender, 'not-sent');
  }
  expect(await popupStanding(pool, key)).toBe('free');
});

test('after the hangup nobody may send', async () => {
  await pool.query(
    `insert into inbox (enterprise_number, event, body_hash, uniqueid, body, state) values ($1, 'hangup', '\\x00', $2, '{}', 'recorded')`,
    [key.enterprise, key.callId],
  );
  expect(await claim(randomUUID())).toBe('over');
  expect(await drop()).toBe(false);
  expect(await popupStanding(pool, key)).toBe('dropped');
});

test('one that U-ON was asked for in vain is told apart from one that nobody tried', async () => {
  const sender = randomUUID();
  await claim(sender);
  await mark(sender, 'not-sent');
  expect(await drop()).toBe(true);
  expect(await popupStanding(pool, key)).toBe('dropped');
});

test('a popup that went, or may have, is not dropped', async () => {
  const sender = randomUUID();
  await claim(sender);
  await drop();
  expect(await popupStanding(pool, key)).toBe('in-flight');
  await mark(sender, 'sent');
  await drop();
  expect(await popupStanding(pool, key)).toBe('sent');
});
