import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { countProgress } from './own-state.ts';
import type { RunProgress } from './show.ts';

/** Retries, heartbeats and the limit take their time; what is not done by then is not coming. */
const LONGEST_MS = 300_000;
const LOOK_EVERY_MS = 500;

/**
 * Shows how many calls are over until `isPlayed` and all are, and nothing waits in the inbox. False when that did not
 * come within five minutes of the last event.
 */
export async function settle(
  pool: pg.Pool,
  options: { show: RunProgress; isPlayed: () => boolean; what: () => string; signal: AbortSignal },
): Promise<boolean> {
  const { show, isPlayed, what, signal } = options;
  let deadline = Infinity;
  for (;;) {
    signal.throwIfAborted();
    if (isPlayed() && deadline === Infinity) deadline = performance.now() + LONGEST_MS;
    // The database may be just the one that is away.
    const state = await countProgress(pool).catch(() => undefined);
    if (state) {
      show.update(state.closed, `${state.open} open, ${state.waiting} events wait | ${what()}`);
      if (isPlayed() && state.open === 0 && state.waiting === 0) return true;
    }
    if (performance.now() > deadline) return false;
    await delay(LOOK_EVERY_MS);
  }
}
