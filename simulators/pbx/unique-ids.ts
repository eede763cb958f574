/** Gives Asterisk's Uniqueids, `epoch.seq`: the second a channel began and a number that only grows. */
export interface UniqueIds {
  next: (epochMs: number) => string;
}

/** `first` keeps runs of the same second apart. */
export function createUniqueIds(first = 1): UniqueIds {
  let seq = first;
  return { next: (epochMs) => `${Math.floor(epochMs / 1000)}.${seq++}` };
}
