import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { beforeEach, expect, test } from 'vitest';
import { hangupOf } from '../tests/support/call-script.ts';
import { withTestPool } from '../tests/harness/test-pool.ts';
import { claimMerged, endedCalls, markMerged, popupStandings } from './merged-popups.ts';
import { type PopupMark, claimPopup } from './popups.ts';

let pool: pg.Pool;
let key: { readonly enterprise: string; readonly managerId: string };
const CALLS = ['1.1', '1.2', '1.3'];

withTestPool((opened) => void (pool = opened), { max: 4 });
beforeEach(() => void (key = { enterprise: randomUUID().slice(0, 8), managerId: '2' }));

const claim = (sender: string, { calls = CALLS, ended = [] as string[] } = {}) => {
  const popups = calls.map((callId) => ({ callId, variant: 'basic', eventAtMs: 0 }));
  return claimMerged(pool, key, popups, { sender, ended, rest: 0 });
};
const mark = (sender: string, state: PopupMark, calls = CALLS) => markMerged(pool, key, calls, sender, state);
const standings = async () => [...(await popupStandings(pool, key, CALLS, 0)).values()].join();
const attempts = async () => {
  const { rows } = await pool.query<{ attempts: number }>(
    'select attempts from popups where enterprise_number = $1 order by call_id',
    [key.enterprise],
  );
  return rows.map((row) => row.attempts).join();
};
const age = () =>
  pool.query(`update popups set claimed_at = claimed_at - interval '13 s' where enterprise_number = $1`, [
    key.enterprise,
  ]);
const hungUp = (callId: string) => {
  const { event, body } = hangupOf({ callId, phone: '375291112233' }, { CallStatus: '2', Extensions: ['151'] });
  return pool.query(
    `insert into inbox (enterprise_number, event, body_hash, uniqueid, call_id, body, state)
     values ($1, $2, $3, $4, $4, $5, 'waiting')`,
    [key.enterprise, event, Buffer.from(randomUUID()), callId, body],
  );
};

test('of two that send at once one may, for all calls, and its request counts for each', async () => {
  const [one, other] = [randomUUID(), randomUUID()];
  const claims = await Promise.all([claim(one), claim(other)]);
  expect(claims.filter(Boolean)).toHaveLength(1);
  const winner = claims[0] ? one : other;
  expect([await claim(winner), await standings()]).toEqual([true, 'in-flight,in-flight,in-flight']);
  await mark(winner, 'sent');
  expect([await standings(), await attempts()]).toEqual(['sent,sent,sent', '1,1,1']);
});

test('none is claimed where one is another’s: those that were free are free again', async () => {
  const popup = { variant: 'basic', sender: randomUUID(), eventAtMs: 0, rest: 0 };
  await claimPopup(pool, { ...key, callId: '1.2' }, popup);
  expect(await claim(randomUUID())).toBe(false);
  expect([await standings(), await attempts()]).toEqual(['free,in-flight,free', '0,1,0']);
});

test('none is claimed where a call has hung up of which the text does not say so, or the other way round', async () => {
  await hungUp('1.2');
  expect(await claim(randomUUID())).toBe(false);
  expect(await claim(randomUUID(), { ended: ['1.1', '1.2'] })).toBe(false);
  expect(await standings()).toBe('free,free,free');
  expect(await claim(randomUUID(), { ended: ['1.2'] })).toBe(true);
});

test('what surely did not go is no attempt, however often it is marked; what may have gone is one of two', async () => {
  const [first, second] = [randomUUID(), randomUUID()];
  await claim(first);
  for (let count = 0; count < 3; count++) await mark(first, 'not-sent');
  expect([await standings(), await attempts()]).toEqual(['free,free,free', '0,0,0']);
  await claim(first);
  await age();
  expect([await standings(), await claim(second)]).toEqual(['free,free,free', true]);
  await mark(first, 'not-sent');
  await mark(second, 'unclear');
  expect([await standings(), await claim(randomUUID())]).toEqual(['unclear,unclear,unclear', false]);
});

test('of calls that hung up it is told what arrived, of others nothing', async () => {
  await hungUp('1.1');
  await hungUp('9.9');
  const ended = await endedCalls(pool, key.enterprise, CALLS);
  expect([...ended.keys()]).toEqual(['1.1']);
  expect(ended.get('1.1')?.map(({ event }) => event.name)).toEqual(['hangup']);
});
