import type pg from 'pg';
import { claimOverdue, releaseKept } from '../db/inbox.ts';
import type { Deliverer } from './deliver.ts';
import { repeatedly, type Repetition } from './repeatedly.ts';

/** A row this old was left by a process that died, or by a Temporal that was away. */
const OVERDUE_MS = 2_000;
/** Another sweeper, or this one, has just tried it. */
const TRIED_MS = 10_000;
const BATCH = 200;

export interface SweeperDeps {
  readonly pool: pg.Pool;
  readonly deliverer: Deliverer;
  readonly everyMs?: number;
  readonly onFailure: (error: unknown) => void;
  readonly onSwept?: (events: number) => void;
}

/**
 * Signals again, once a second, what waits in the inbox, the oldest first. Several processes share the work. While Temporal
 * is away one call a second is tried; when it is back all that waits goes at once.
 */
export function startSweeper(deps: SweeperDeps): Repetition {
  return repeatedly(() => sweepOnce(deps), deps);
}

/** Is there more to be done at once? */
async function sweepOnce({ pool, deliverer, onSwept }: SweeperDeps): Promise<boolean> {
  await releaseKept(pool);
  const isProbe = deliverer.isAway;
  const overdue = await claimOverdue(pool, {
    olderThanMs: OVERDUE_MS,
    triedMs: isProbe ? 0 : TRIED_MS,
    limit: isProbe ? 1 : BATCH,
    rotating: isProbe,
  });
  if (overdue.length === 0) return false;
  onSwept?.(overdue.length);
  return (await deliverer.deliver(overdue, { probe: isProbe })) && (isProbe || overdue.length >= BATCH);
}
