export interface Rate {
  /** What is allowed for long. */
  readonly perSecond: number;
  /** What is allowed at once after a pause. */
  readonly burst: number;
}

/** How full a bucket was at a moment, ms. */
export interface Bucket {
  readonly tokens: number;
  readonly atMs: number;
}

/** Takes one token: the bucket afterwards, and in how many ms there is one where there was none (0: taken). */
export function takeToken(
  bucket: Bucket | undefined,
  { perSecond, burst }: Rate,
  nowMs: number,
): { bucket: Bucket; waitMs: number } {
  const filled = bucket ? bucket.tokens + ((nowMs - bucket.atMs) * perSecond) / 1_000 : burst;
  const tokens = Math.min(burst, filled);
  if (tokens >= 1) return { bucket: { tokens: tokens - 1, atMs: nowMs }, waitMs: 0 };
  return { bucket: { tokens, atMs: nowMs }, waitMs: ((1 - tokens) * 1_000) / perSecond };
}
