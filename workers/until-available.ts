import { setTimeout as pause } from 'node:timers/promises';
import { seldom } from '../platform/seldom.ts';

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;
const TOLD_EVERY_MS = 30_000;

/**
 * Tries until it works while what it needs is away: a process that starts before its database or Temporal waits for them.
 * Any other error is thrown at once.
 */
export async function untilAvailable<T>(
  {
    what,
    isAway,
    log,
  }: { what: string; isAway: (error: unknown) => boolean; log: { warn(fields: object, message: string): void } },
  attempt: () => Promise<T>,
): Promise<T> {
  const tell = seldom(TOLD_EVERY_MS, (_leftOut, err: unknown) => log.warn({ err }, `${what} is away; waiting for it`));
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    try {
      return await attempt();
    } catch (error) {
      if (!isAway(error)) throw error;
      tell(error);
    }
    await pause(pauseMs);
  }
}
