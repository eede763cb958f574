import type pg from 'pg';
import { expect, it } from 'vitest';
import { withTestPool } from '../tests/harness/test-pool.ts';
import { callStory } from './call-story.ts';
import { eventsTold } from './repeats.ts';

let pool: pg.Pool;
// One connection, whose counts are told when it is asked.
withTestPool(
  async (opened) => {
    pool = opened;
    await pool.query(
      `insert into inbox (enterprise_number, event, body_hash, uniqueid, body, call_id, state)
       select '0367', 'hangup', sha256(n::text::bytea), '1.' || n, '{}', '1.' || n / 2 * 2, 'delivered'
         from generate_series(1, 20000) as n`,
    );
    await pool.query(
      `insert into calls (enterprise_number, call_id, phone_hash, opened_at, version, status, answered, steps)
       values ('0367', '1.500', '', clock_timestamp(), 1, 'ended', false, '[]')`,
    );
    await pool.query(
      `insert into call_legs (enterprise_number, uniqueid, call_id) select '0367', '1.' || n, '1.' || n / 2 * 2
         from generate_series(1, 20000) as n where n % 2 = 1`,
    );
    await pool.query('analyze inbox');
    await pool.query('analyze call_legs');
  },
  { max: 1 },
);

async function scansOfInbox(): Promise<number> {
  await pool.query('select pg_stat_force_next_flush()');
  const { rows } = await pool.query<{ n: number }>(
    `select seq_scan as n from pg_stat_user_tables where relname = 'inbox'`,
  );
  return Number(rows[0]?.n);
}

it('finds the events of a call by its channels, and reads no table of all events', async () => {
  const before = await scansOfInbox();
  const story = await callStory(pool, '0367', '1.500');
  expect(story?.events.map(({ uniqueid }) => uniqueid)).toEqual(['1.500', '1.501']);
  expect((await eventsTold(pool, '0367', '1.500')).length).toBe(2);
  expect(await scansOfInbox()).toBe(before);
});
