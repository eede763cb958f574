import type pg from 'pg';
import { beforeEach, expect, it } from 'vitest';
import { withTestPool } from '../tests/harness/test-pool.ts';
import { askForConnection, claimAsked, claimAskedOf, lastAsk, markAskTold } from './connection-asks.ts';
import { connectionOf, noteLooked } from './connections.ts';

let pool: pg.Pool;
withTestPool((opened) => void (pool = opened));
beforeEach(() => pool.query('delete from connections'));

const EVERY = { wellS: 3_600, troubledS: 600 };
const claimed = async () => (await claimAsked(pool, EVERY, 0)).map(({ enterprise }) => enterprise);
const tellAll = async () => {
  for (const asked of await claimAsked(pool, EVERY, 0)) await markAskTold(pool, asked);
};
const pass = (interval: string) =>
  pool.query('update connections set asked_at = asked_at - $1::interval, checked_at = checked_at - $1::interval', [
    interval,
  ]);

it('whose settings were stored is told at once, the longest asked first, until that has worked', async () => {
  for (const enterprise of ['b', 'c', 'a']) await askForConnection(pool, enterprise);
  await pool.query(`update connections set asked_at = asked_at - interval '1 minute' where enterprise_number = 'c'`);
  expect((await claimed()).toSorted()).toEqual(['a', 'b', 'c']);
  await tellAll();
  expect(await claimed()).toEqual([]);
});

it('whose workflow is still at it is not told again within the hour, however long that takes', async () => {
  await askForConnection(pool, 'a');
  await tellAll();
  await noteLooked(pool, 'a', { state: 'connected', problem: null, asked: await lastAsk(pool, 'a') });
  await pass('2 hours');
  await tellAll();
  expect(await claimed()).toEqual([]);
  await pass('61 minutes');
  expect(await claimed()).toEqual(['a']);
});

it.each([
  ['well', null, '59 minutes', []],
  ['well', null, '61 minutes', ['a']],
  ['with a problem', 'U-ON does not answer', '9 minutes', []],
  ['with a problem', 'U-ON does not answer', '11 minutes', ['a']],
] as const)('that stands %s (%s) is looked at after %s: %j', async (_how, problem, interval, looked) => {
  await askForConnection(pool, 'a');
  await tellAll();
  const state = problem === null ? 'connected' : 'failed';
  await noteLooked(pool, 'a', { state, problem, asked: await lastAsk(pool, 'a') });
  await pass(interval);
  expect(await claimed()).toEqual(looked);
});

it('a look that began before the settings were stored again does not answer for them', async () => {
  await askForConnection(pool, 'a');
  const first = await lastAsk(pool, 'a');
  await askForConnection(pool, 'a');
  const second = await claimAskedOf(pool, 'a');
  if (second) await markAskTold(pool, second);
  await noteLooked(pool, 'a', { state: 'connected', problem: null, asked: first });
  expect(await connectionOf(pool, 'a')).toMatchObject({ state: 'connected', isAsked: true });
  await noteLooked(pool, 'a', { state: 'off', problem: null, asked: second?.askedAt ?? null });
  expect(await connectionOf(pool, 'a')).toMatchObject({ state: 'off', isAsked: false });
});
