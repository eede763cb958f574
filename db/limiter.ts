import { performance } from 'node:perf_hooks';

import type pg from 'pg';

import { LIMITER_NUMBER } from '../domain/request-class.ts';
import type { RequestClass } from '../domain/request-class.ts';
import type { GrantAnswer, SlotGrants } from '../domain/slot-grants.ts';
import { noteOutcome } from './account-troubles.ts';
import { createClockBound } from './clock-bound.ts';

/** A paused account is tried so often, by one request over all processes. */
const PROBE_EVERY_MS = 5_000;

/**
 * The grants of `migrations/0002_limiter.sql`, `0007_effects.sql` and `0039_limiter_urgency.sql`: at most 8 requests of an account in any second, over
 * all processes of this database, and none but a probe of an account in trouble. Give it a pool of its own (4
 * connections do): a grant that waits behind slow queries is late. A question takes 5 s at most; what fails throws the
 * database's error. `timeScale` shortens the waiting between probes, for tests.
 */
export function createSlotGrants(pool: pg.Pool, timeScale = 1): SlotGrants {
  const probeEveryMs = Math.round(PROBE_EVERY_MS * timeScale);
  const source = { pool, clock: createClockBound() };
  return {
    take: (account, requestClass, marginMs, how) =>
      takeSlot(source, asking({ account, requestClass, marginMs, probeEveryMs }, how?.evenInTrouble ?? false)),
    report: (account, outcome) => noteOutcome(pool, account, outcome, probeEveryMs),
    giveBack: async (account, grant) => {
      await pool.query(question('limiter_give_back', 'SELECT limiter_give_back($1, $2)', [account, grant.slot]));
    },
    postpone: async (account, { slot }, byMs) => {
      await pool.query(question('limiter_postpone', POSTPONE, [account, slot, Math.round(byMs * 1000)]));
    },
    hold: async (account, durationMs) => {
      const durationUs = Math.round(durationMs * 1000);
      await pool.query(question('limiter_hold', 'SELECT limiter_hold($1, $2)', [account, durationUs]));
    },
  };
}

/** No migration: it is one statement, and the row is locked by it. */
const POSTPONE = `
  UPDATE limiter_windows
    SET leaves_by = ARRAY(SELECT CASE WHEN t = $2 THEN t + $3 ELSE t END AS at FROM unnest(leaves_by) t ORDER BY at DESC)
    WHERE account = $1`;

interface TakeRow {
  received_at: number;
  decided_at: number;
  slot: number | null;
  wait: number | null;
  trouble: 'watched' | 'paused' | 'stopped' | null;
}

interface Source {
  readonly pool: pg.Pool;
  readonly clock: ReturnType<typeof createClockBound>;
}

interface Asked {
  readonly account: string;
  readonly requestClass: RequestClass;
  readonly marginMs: number;
  readonly probeEveryMs: number;
}

type Question = pg.QueryConfig & { query_timeout: number };

/** The question for a slot, and the margin that it is asked with. */
function asking(
  { account, requestClass, marginMs, probeEveryMs }: Asked,
  evenInTrouble: boolean,
): { readonly marginMs: number; readonly sql: Question } {
  const values = [account, LIMITER_NUMBER[requestClass], Math.round(marginMs * 1000)];
  const sql = evenInTrouble
    ? question('limiter_take', `SELECT *, 'watched' AS trouble FROM limiter_take($1, $2, $3)`, values)
    : question('limiter_ask', 'SELECT * FROM limiter_ask($1, $2, $3, $4)', [...values, probeEveryMs * 1000]);
  return { marginMs, sql };
}

async function takeSlot(
  { pool, clock }: Source,
  { marginMs, sql }: { readonly marginMs: number; readonly sql: Question },
): Promise<GrantAnswer> {
  const client = await pool.connect();
  let failure: Error | undefined;
  try {
    // After the pool gave a connection: time spent waiting for one says nothing of the database's clock.
    const askedAt = performance.now();
    const { rows } = await client.query<TakeRow>(sql);
    const answeredAt = performance.now();
    const row = rows[0];
    if (row === undefined) throw new Error('limiter_ask gave no row');
    clock.learn({ askedAt, answeredAt, receivedAtUs: row.received_at, decidedAtUs: row.decided_at });
    const { slot, trouble } = row;
    const waitMs = (row.wait ?? 0) / 1000;
    if (trouble === 'paused' || trouble === 'stopped') return { kind: trouble, waitMs };
    if (slot === null) return { kind: 'wait', waitMs };
    const earliestAt = clock.earliestLocal(row.decided_at, answeredAt);
    return { kind: 'granted', grant: { slot, earliestAt, marginMs, watched: trouble === 'watched' } };
  } catch (error) {
    failure = error instanceof Error ? error : new Error('limiter_ask failed');
    throw failure;
  } finally {
    client.release(failure);
  }
}

function question(name: string, text: string, values: unknown[]): Question {
  return { name, text, values, query_timeout: 5000 };
}
