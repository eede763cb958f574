import { NoRoomError } from './waiting-room.ts';

export interface FairTurns {
  /** Does the work in its turn. @throws NoRoomError before it begins; else what the work throws */
  enter<T>(key: string, work: () => Promise<T>): Promise<T>;
}

/** So many at work at once as `limit` says at the moment; of those who wait each key has one turn, then the next key. */
export function createFairTurns({ limit, room }: { limit: () => number; room: number }): FairTurns {
  /** The key whose turn is next comes first. */
  const lines = new Map<string, (() => void)[]>();
  let atWork = 0;
  let inside = 0;

  const callNext = (): void => {
    for (const [key, [begin, ...others]] of lines) {
      if (atWork >= limit()) return;
      lines.delete(key);
      if (others.length > 0) lines.set(key, others);
      atWork += 1;
      begin?.();
    }
  };

  return {
    async enter(key, work) {
      if (inside >= room) throw new NoRoomError('Too much is waiting');
      inside += 1;
      await new Promise<void>((resolve) => {
        lines.set(key, [...(lines.get(key) ?? []), resolve]);
        callNext();
      });
      try {
        return await work();
      } finally {
        atWork -= 1;
        inside -= 1;
        callNext();
      }
    },
  };
}
