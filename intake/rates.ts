import { createHash, randomBytes } from 'node:crypto';
import { takeToken, type Bucket, type Rate } from './token-bucket.ts';

/** A rate for each of any number of keys. */
export interface Rates {
  /** Counts one; in how many ms it would be allowed where it is not (0: allowed). */
  take(key: string): number;
}

export interface SharedRates extends Rates {
  /** As `take`, without counting one. */
  waitMs(key: string): number;
}

/** What a PBX may send, and every PBX may count on. */
export const EVENT_RATE: Rate = { perSecond: 200, burst: 500 };
/** Tries with tokens that nobody has, of one address: enough for a dialplan that was set up wrong. */
export const STRANGER_RATE: Rate = { perSecond: 10, burst: 100 };

/** Openings of one link of a popup: a person's, and not a program's. */
export const LINK_RATE: Rate = { perSecond: 1, burst: 20 };

/** How many keys may be kept before those that are at rest are forgotten. */
const KEYS = 1_000;

/**
 * A bucket for each key. For keys of which there are few (enterprises); one that is at rest is as good as none and is
 * forgotten when there are many.
 */
export function exactRates(rate: Rate, now: () => number = () => performance.now()): Rates & { readonly size: number } {
  const buckets = new Map<string, Bucket>();
  const restMs = (rate.burst / rate.perSecond) * 1_000;
  let forgetAbove = KEYS;
  const forgetThoseAtRest = (): void => {
    for (const [key, { atMs }] of buckets) if (now() - atMs > restMs) buckets.delete(key);
    forgetAbove = Math.max(KEYS, buckets.size * 2);
  };
  return {
    take(key) {
      if (buckets.size >= forgetAbove) forgetThoseAtRest();
      const { bucket, waitMs } = takeToken(buckets.get(key), rate, now());
      buckets.set(key, bucket);
      return waitMs;
    },
    get size() {
      return buckets.size;
    },
  };
}

/** A power of two, so that two bytes of a hash choose evenly. */
const SHARED_BUCKETS = 4_096;

/**
 * So many buckets and no more, whoever comes: keys that anybody may make up (addresses) share them by a hash that can't be
 * foreseen. Two that share one are at worst limited together.
 */
export function sharedRates(rate: Rate, now: () => number = () => performance.now()): SharedRates {
  const buckets: (Bucket | undefined)[] = Array.from({ length: SHARED_BUCKETS });
  const salt = randomBytes(16);
  const indexOf = (key: string): number =>
    createHash('sha256').update(salt).update(key).digest().readUInt16BE(0) % SHARED_BUCKETS;
  return {
    take(key) {
      const index = indexOf(key);
      const { bucket, waitMs } = takeToken(buckets[index], rate, now());
      buckets[index] = bucket;
      return waitMs;
    },
    waitMs: (key) => takeToken(buckets[indexOf(key)], rate, now()).waitMs,
  };
}
