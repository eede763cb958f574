import { performance } from 'node:perf_hooks';

import type pg from 'pg';

import { PRIORITY } from '../domain/request-class.ts';
import type { RequestClass } from '../domain/request-class.ts';
import type { GrantAnswer, SlotGrants } from '../domain/slot-grants.ts';
import { createClockBound } from './clock-bound.ts';

/**
 * The grants of `migrations/0002_limiter.sql`: at most 8 requests of an account in any second, over all processes of
 * this database. Give it a pool of its own (4 connections do): a grant that waits behind slow queries is late.
 * A question takes 5 s at most; what fails throws the database's error.
 */
export function createSlotGrants(pool: pg.Pool): SlotGrants {
  const clock = createClockBound();
  return {
    take: async (account, requestClass, marginMs) => takeSlot(pool, clock, account, requestClass, marginMs),
    giveBack: async (account, grant) => {
      await pool.query(question('limiter_give_back', 'SELECT limiter_give_back($1, $2)', [account, grant.slot]));
    },
    hold: async (account, durationMs) => {
      const durationUs = Math.round(durationMs * 1000);
      await pool.query(question('limiter_hold', 'SELECT limiter_hold($1, $2)', [account, durationUs]));
    },
  };
}

interface TakeRow {
  received_at: number;
  decided_at: number;
  slot: number | null;
  wait: number | null;
}

async function takeSlot(
  pool: pg.Pool,
  clock: ReturnType<typeof createClockBound>,
  account: string,
  requestClass: RequestClass,
  marginMs: number,
): Promise<GrantAnswer> {
  const client = await pool.connect();
  let failure: Error | undefined;
  try {
    // After the pool gave a connection: time spent waiting for one says nothing of the database's clock.
    const askedAt = performance.now();
    const { rows } = await client.query<TakeRow>(
      question('limiter_take', 'SELECT received_at, decided_at, slot, wait FROM limiter_take($1, $2, $3)', [
        account,
        PRIORITY[requestClass],
        Math.round(marginMs * 1000),
      ]),
    );
    const answeredAt = performance.now();
    const row = rows[0];
    if (row === undefined) throw new Error('limiter_take gave no row');
    clock.learn({ askedAt, answeredAt, receivedAtUs: row.received_at, decidedAtUs: row.decided_at });
    if (row.slot === null) return { kind: 'wait', waitMs: (row.wait ?? 0) / 1000 };
    const earliestAt = clock.earliestLocal(row.decided_at, answeredAt);
    return { kind: 'granted', grant: { slot: row.slot, earliestAt, marginMs } };
  } catch (error) {
    failure = error instanceof Error ? error : new Error('limiter_take failed');
    throw failure;
  } finally {
    client.release(failure);
  }
}

function question(name: string, text: string, values: unknown[]): pg.QueryConfig & { query_timeout: number } {
  return { name, text, values, query_timeout: 5000 };
}
