export interface RateWindow {
  /** Notes an arrival (epoch ms); true when it is one too many of its key. */
  arrive: (apiKey: string, at: number) => boolean;
}

/**
 * Counts what arrives in any window of a second, by key. Refused requests count too: who goes on hammering goes on
 * being refused.
 */
export function createRateWindow(limit: number, windowMs = 1000): RateWindow {
  const newest = new Map<string, number[]>();
  return {
    arrive(apiKey, at) {
      const arrivals = newest.get(apiKey) ?? [];
      newest.set(apiKey, arrivals);
      const over = arrivals.length === limit && at - (arrivals[0] ?? at) < windowMs;
      arrivals.push(at);
      if (arrivals.length > limit) arrivals.shift();
      return over;
    },
  };
}
