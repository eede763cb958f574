import { Problem } from '../../problem.ts';

/** What stays open long: so many at once of one user, and so many of all in this process. */
export interface Seats {
  /** Gives back what frees the seat, once however often it is asked. @throws Problem 429 */
  take(userId: string): () => void;
}

const RETRY_AFTER_S = 5;

export function createSeats({ ofOne, ofAll }: { readonly ofOne: number; readonly ofAll: number }): Seats {
  const taken = new Map<string, number>();
  let all = 0;
  return {
    take(userId) {
      const own = taken.get(userId) ?? 0;
      if (own >= ofOne || all >= ofAll)
        throw new Problem(429, 'Too many of them are open at once', { retryAfterS: RETRY_AFTER_S });
      taken.set(userId, own + 1);
      all += 1;
      let isFree = false;
      return () => {
        if (isFree) return;
        isFree = true;
        all -= 1;
        const left = (taken.get(userId) ?? 1) - 1;
        if (left === 0) taken.delete(userId);
        else taken.set(userId, left);
      };
    },
  };
}
