import { useEffect } from 'react';

const AFTER_MS = [700, 1_500, 3_000, 6_000];

/** Reads anew a few times after `stage` changed: the rest of what it brought is told later. Nothing where it is not known. */
export function useReadAgain(stage: string | undefined, read: () => unknown): void {
  useEffect(() => {
    if (stage === undefined) return undefined;
    const timers = AFTER_MS.map((ms) => setTimeout(() => void read(), ms));
    return () => timers.forEach(clearTimeout);
  }, [stage, read]);
}
