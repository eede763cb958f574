import { isDatabaseAway } from '../db/away.ts';
import { saysAway } from './temporal-away.ts';

/**
 * Does the work for one after the other. A failure is told and holds up none of the others; only where the database or Temporal
 * is away, which all of them need, the rest is left for the next time.
 */
export async function eachByItself<T>(
  items: readonly T[],
  work: (item: T) => Promise<void>,
  onFailure: (error: unknown) => void,
): Promise<void> {
  for (const item of items) {
    try {
      await work(item);
    } catch (error) {
      onFailure(error);
      if (isDatabaseAway(error) || saysAway(error)) return;
    }
  }
}
