import { setTimeout as pause } from 'node:timers/promises';

/** A moment after which nothing is waited for. */
export interface Deadline {
  /** What the work gives, or `late` once the time is over; the work goes on. Throws what the work throws before then. */
  within<T, L>(work: Promise<T>, late: L): Promise<T | L>;
  /** Nobody waits any more: gives the timer back. */
  end(): void;
}

export function startDeadline(ms: number): Deadline {
  const ended = new AbortController();
  const over = pause(Math.max(0, ms), null, { signal: ended.signal }).then(
    () => null,
    () => null,
  );
  return {
    async within(work, late) {
      const done = work.then((value) => ({ value }));
      // Once it is late nobody looks at how it ends.
      done.catch(() => undefined);
      const first = await Promise.race([done, over]);
      return first === null ? late : first.value;
    },
    end: () => ended.abort(),
  };
}
