/** A list that takes a question to the database, kept for a moment. */
export interface KeptList<T> {
  /** As it was within the last second. */
  recent(): Promise<readonly T[]>;
  /** As it is now: asked for after this call. Those who come while one question is under way share the next. */
  anew(): Promise<readonly T[]>;
  /** As it was when it was last asked for, whenever that was. */
  last(): readonly T[];
}

const RECENT_MS = 1_000;

export function createKeptList<T>(ask: () => Promise<readonly T[]>): KeptList<T> {
  let known: { readonly rows: readonly T[]; readonly atMs: number } = { rows: [], atMs: -Infinity };
  let current: Promise<readonly T[]> | null = null;
  let next: Promise<readonly T[]> | null = null;

  const read = async (): Promise<readonly T[]> => {
    const atMs = performance.now();
    const rows = await ask();
    known = { rows, atMs };
    return rows;
  };
  const begin = (): Promise<readonly T[]> => {
    next = null;
    current = read().finally(() => (current = null));
    return current;
  };
  return {
    recent: async () => (performance.now() - known.atMs < RECENT_MS ? known.rows : (current ?? begin())),
    anew: () => (current ? (next ??= current.then(begin, begin)) : begin()),
    last: () => known.rows,
  };
}
