/**
 * Tells the first of many alike messages and then one in so many milliseconds, with how many were left out before it: what
 * is away fails a thousand times, and the log needs to hear of it now and then.
 */
export function seldom<Args extends readonly unknown[]>(
  everyMs: number,
  tell: (leftOut: number, ...args: Args) => void,
  now: () => number = () => performance.now(),
): (...args: Args) => void {
  let toldAt = Number.NEGATIVE_INFINITY;
  let leftOut = 0;
  return (...args) => {
    if (now() - toldAt < everyMs) {
      leftOut += 1;
      return;
    }
    tell(leftOut, ...args);
    toldAt = now();
    leftOut = 0;
  };
}
