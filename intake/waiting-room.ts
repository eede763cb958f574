/** There is no room, or no turn came in time: send it again later. */
export class NoRoomError extends Error {
  override readonly name = 'NoRoomError';
}

export interface WaitingRoomOptions {
  /** At work at once for one key, so that one that sends much leaves room for others. */
  readonly atOnce: number;
  /** At work and waiting, of all keys. */
  readonly room: number;
  /** Waited for a turn at most; as long as it takes unless told. */
  readonly waitMs?: number;
}

export interface WaitingRoom {
  /** Does the work in its turn. @throws NoRoomError before it begins; else what the work throws */
  enter<T>(key: string, work: () => Promise<T>): Promise<T>;
  /** At work and waiting. */
  readonly size: number;
}

interface Line {
  atWork: number;
  readonly waiting: Set<() => void>;
}

/** A queue with an end: whoever finds it full, or waits too long, is sent away instead of making it longer. */
export function createWaitingRoom({ atOnce, room, waitMs }: WaitingRoomOptions): WaitingRoom {
  const lines = new Map<string, Line>();
  let size = 0;

  const turnIn = async (line: Line): Promise<void> => {
    if (line.atWork < atOnce) {
      line.atWork += 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const onTurn = (): void => {
        clearTimeout(timer);
        resolve();
      };
      const onTooLate = (): void => {
        line.waiting.delete(onTurn);
        reject(new NoRoomError('No turn came in time'));
      };
      const timer = waitMs === undefined ? undefined : setTimeout(onTooLate, waitMs);
      line.waiting.add(onTurn);
    });
  };

  /** The turn goes to the next that waits; a line that nobody stands in is forgotten. */
  const passOn = (key: string, line: Line): void => {
    const [next] = line.waiting;
    if (next) {
      line.waiting.delete(next);
      next();
      return;
    }
    line.atWork -= 1;
    if (line.atWork === 0) lines.delete(key);
  };

  return {
    async enter(key, work) {
      if (size >= room) throw new NoRoomError('Too many requests are being worked on');
      size += 1;
      try {
        const line = lines.get(key) ?? { atWork: 0, waiting: new Set() };
        lines.set(key, line);
        await turnIn(line);
        try {
          return await work();
        } finally {
          passOn(key, line);
        }
      } finally {
        size -= 1;
      }
    },
    get size() {
      return size;
    },
  };
}
