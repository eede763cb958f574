/** How much to have under way, learnt from how long each takes. */
export interface Pace {
  readonly limit: number;
  took(ms: number): void;
}

/** Of those under way, this many may be waiting somewhere: below it there is room for one more, above it is one too many. */
const WAITING = { few: 0.2, many: 0.5 };
/** What was quickest is forgotten after so many: the way there may be another one now. */
const REMEMBERED = 500;

/**
 * After TCP Vegas (Brakmo and Peterson, 1995): what takes longer than the quickest waits in a queue somewhere, and more at
 * once would make that queue longer and nothing quicker. Between 1 and `most`.
 */
export function createPace({ most }: { most: number }): Pace {
  let limit = 1;
  let quickest = Infinity;
  let next = Infinity;
  let seen = 0;
  return {
    get limit() {
      return Math.floor(limit);
    },
    took(ms) {
      next = Math.min(next, ms);
      quickest = Math.min(quickest, ms);
      const waiting = limit * (1 - quickest / Math.max(ms, quickest));
      // One step for a whole round of those under way.
      if (waiting < WAITING.few) limit = Math.min(most, limit + 1 / limit);
      else if (waiting > WAITING.many) limit = Math.max(1, limit - 1 / limit);
      seen += 1;
      if (seen % REMEMBERED > 0) return;
      quickest = next;
      next = Infinity;
    },
  };
}
