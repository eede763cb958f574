import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { countProgress } from './own-state.ts';
import type { RunProgress } from './show.ts';

/** When no call has ended for so long after the last event, none will: longer than any retry or heartbeat takes. */
const LONGEST_STANDSTILL_MS = 180_000;
const LOOK_EVERY_MS = 500;

/**
 * Shows how many calls are over until `isPlayed` and all are, and nothing waits in the inbox. False when nothing moves any
 * more before that.
 */
export async function settle(
  pool: pg.Pool,
  options: { show: RunProgress; isPlayed: () => boolean; what: () => string; signal: AbortSignal },
): Promise<boolean> {
  const { show, isPlayed, what, signal } = options;
  let movedAt = performance.now();
  let lastClosed = -1;
  for (;;) {
    signal.throwIfAborted();
    // The database may be just the one that is away.
    const state = await countProgress(pool).catch(() => undefined);
    if (!isPlayed() || (state && state.closed !== lastClosed)) movedAt = performance.now();
    if (state) {
      lastClosed = state.closed;
      show.update(state.closed, `${state.open} open, ${state.waiting} events wait | ${what()}`);
      if (isPlayed() && state.open === 0 && state.waiting === 0) return true;
    }
    if (performance.now() - movedAt > LONGEST_STANDSTILL_MS) return false;
    await delay(LOOK_EVERY_MS);
  }
}
