/** Times of one question to the database: two of this process (`performance.now()`), two of the database's clock. */
export interface ClockSample {
  askedAt: number;
  answeredAt: number;
  receivedAtUs: number;
  decidedAtUs: number;
}

export interface ClockBound {
  learn(sample: ClockSample): void;
  /** The earliest moment of this process's clock at which the database's clock may have shown `atUs`. */
  earliestLocal(atUs: number, nowLocal: number): number;
}

/** How long a sample is trusted: clocks that are being corrected drift 0.5 ms a second at most. */
const TRUST_MS = 5000;
/** A microsecond, as fine as the database's clock: differences of large times are no exacter than 0.1 of one. */
const ROUNDING_MS = 0.001;

/**
 * Bounds how far the database's clock is ahead of this process's. A question is received after it was asked, so
 * `received - asked` is at least the difference; the quickest of the last seconds bounds it best. That way an answer
 * is not taken for older than it is because its own question was slow on the way or waited for a lock, and never for
 * younger than it is.
 */
export function createClockBound(): ClockBound {
  let current = Infinity;
  let previous = Infinity;
  let since = -Infinity;
  return {
    learn: ({ askedAt, answeredAt, receivedAtUs, decidedAtUs }) => {
      const atMost = receivedAtUs / 1000 - askedAt;
      const atLeast = decidedAtUs / 1000 - answeredAt;
      // The database's clock was set forward: what was learnt before is wrong.
      if (atLeast > Math.min(current, previous) + ROUNDING_MS) current = previous = Infinity;
      if (askedAt - since > TRUST_MS) {
        previous = askedAt - since > 2 * TRUST_MS ? Infinity : current;
        current = Infinity;
        since = askedAt;
      }
      current = Math.min(current, atMost);
    },
    earliestLocal: (atUs, nowLocal) => Math.min(nowLocal, atUs / 1000 - Math.min(current, previous)),
  };
}
