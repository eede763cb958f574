import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { NO_DELAYS, quantile } from '../../domain/health/delays.ts';
import { windowOf } from '../../domain/health/window.ts';
import { createTally } from '../../workers/health/tally.ts';
import { createTestDatabase } from '../../tests/harness/database.ts';
import { createPool } from '../pool.ts';
import { enterpriseHealth } from './health-of.ts';
import { countsByEnterprise, processesHeardOf } from './read.ts';
import { forgetOldHealth } from './retention.ts';
import { sampleOnce } from './sample.ts';
import { noteEnd, storeCounts, type CountedRow } from './store.ts';
import { waitingNow } from './waiting.ts';

let pool: pg.Pool;
let stop: () => Promise<void>;
beforeAll(async () => {
  const database = await createTestDatabase();
  pool = createPool(database.url, { max: 8 });
  stop = async () => {
    await pool.end();
    await database.drop();
  };
});
afterAll(() => stop());

const AT = Date.now() - 120_000;
const window = windowOf(1, new Date());
const portion = (number: number, rows: readonly CountedRow[], process = randomUUID()) =>
  ({ process, role: 'uon', number, rows }) as const;

function rowsOf(enterprise: string, requests: number): readonly CountedRow[] {
  const tally = createTally({ now: () => AT });
  for (let n = 0; n < requests; n += 1) {
    tally.requestLeft('abc', enterprise, AT);
    tally.popupShown(enterprise, 25);
    tally.stepFailed(enterprise, 'uon-refused');
  }
  return tally.takeRows();
}

it('a portion that is told again counts once, and those of several processes add up: their seconds too', async () => {
  const twice = portion(1, rowsOf('1', 3));
  await storeCounts(pool, twice);
  await storeCounts(pool, twice);
  await storeCounts(pool, portion(1, rowsOf('1', 4)));
  await storeCounts(pool, portion(2, rowsOf('1', 1), twice.process));
  const health = await enterpriseHealth(pool, { enterprise: '1', account: 'abc' }, window);
  expect(health.counts).toMatchObject({ uon_sent: 8, popups_sent: 8, steps_failed: 8 });
  expect(health.peak).toBe(8);
  expect(health.failedSteps).toEqual({ 'uon-refused': 8 });
  expect(quantile(health.delays, 0.5)).toBe(25);
  expect((await countsByEnterprise(pool, window.from)).get('1')).toMatchObject({ uon_sent: 8 });
});

it('another key, and so another account, leaves the peak of what was before as it was', async () => {
  await storeCounts(pool, portion(1, rowsOf('rekeyed', 5)));
  const health = await enterpriseHealth(pool, { enterprise: 'rekeyed', account: 'its new one' }, window);
  expect(health.peak).toBe(5);
});

it('many at once, in any order of their rows, do not lock each other out', async () => {
  const rows = Array.from({ length: 40 }, (_, n) => rowsOf(`m${n}`, 1)).flat();
  const distinct = [...new Map(rows.map((row) => [`${row.place} ${row.span}`, row])).values()];
  const portions = Array.from({ length: 16 }, (_, n) => portion(1, n % 2 === 0 ? distinct : distinct.toReversed()));
  await Promise.all(portions.map((one) => storeCounts(pool, one)));
  const health = await enterpriseHealth(pool, { enterprise: 'm7', account: null }, window);
  expect(health.counts.uon_sent).toBe(16);
});

it('where nobody was up there is no point, and where somebody was, nothing is 0', async () => {
  const { points } = await enterpriseHealth(pool, { enterprise: 'quiet', account: null }, window);
  expect(points).toEqual([{ at: expect.any(String) as string, counts: {}, delays: NO_DELAYS, peak: 0, gauges: null }]);
});

it('one process notes what waits in a minute', async () => {
  // One step is under way for half a minute; one for a moment, beside another that took long and is done.
  const step = (seconds: number, status: string) => ({
    ...{ name: 'user/phone', at: new Date(Date.now() - seconds * 1_000).toISOString(), status },
  });
  const fresh = [step(30, 'done'), step(3, 'running')];
  await pool.query(
    `insert into calls (enterprise_number, call_id, steps) values ('1', 'a', $1), ('1', 'b', $2), ('2', 'c', $2)`,
    [JSON.stringify([step(30, 'running')]), JSON.stringify(fresh)],
  );
  await pool.query(
    `insert into calls (enterprise_number, call_id, steps, closed_at) values ('1', 'closed', $1, now())`,
    [JSON.stringify([step(30, 'running')])],
  );
  const noted = await Promise.all(Array.from({ length: 6 }, () => sampleOnce(pool)));
  expect(noted.filter(Boolean).length).toBeLessThanOrEqual(2);
  const { points } = await enterpriseHealth(pool, { enterprise: '1', account: null }, windowOf(1, new Date()));
  expect(points.at(-1)?.gauges).toMatchObject({ openCalls: 2, waitingEvents: 0, waitingCalls: 1 });
  expect(await waitingNow(pool, '1')).toMatchObject({ openCalls: 2, waitingCalls: 1 });
  expect(await waitingNow(pool, '2')).toMatchObject({ openCalls: 1, waitingCalls: 0 });
  expect(await waitingNow(pool, null)).toMatchObject({ openCalls: 3, waitingCalls: 1 });
});

it('a process that has ended is not one of those at work', async () => {
  const [ended, works] = [portion(1, []), portion(1, [])];
  const before = (await processesHeardOf(pool)).get('uon')?.count ?? 0;
  await Promise.all([storeCounts(pool, ended), storeCounts(pool, works)]);
  await noteEnd(pool, ended.process);
  expect((await processesHeardOf(pool)).get('uon')?.count).toBe(before + 1);
});

it('what is older than three days is forgotten, and nothing else', async () => {
  await pool.query(
    `insert into health_counts (place, span, start)
       select 'old', 1, now() - make_interval(days => 4, mins => n) from generate_series(1, 4500) as n`,
  );
  const { rows: kept } = await pool.query(`select 1 from health_counts where place <> 'old'`);
  expect(await forgetOldHealth(pool)).toBe(4_500);
  expect((await pool.query('select 1 from health_counts')).rowCount).toBe(kept.length);
});
