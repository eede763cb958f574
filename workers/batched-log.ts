import { isDatabaseAway } from '../db/away.ts';
import { repeatedly } from '../intake/repeatedly.ts';

export interface BatchedLogOptions<T> {
  /** Writes a portion with one statement. */
  readonly save: (portion: readonly T[]) => Promise<void>;
  /** Lines in a portion. */
  readonly atOnce: number;
  /** Lines that wait at most. What comes then is lost: a log must not take the process down. */
  readonly room: number;
  /** Told of lines that are not in the log. */
  readonly onLost: (count: number, error?: unknown) => void;
  /** Told of what the database does not take now: it is tried again. */
  readonly onLater: (error: unknown) => void;
}

export interface BatchedLog<T> {
  /** Returns at once; neither fails nor waits. */
  add(line: T): void;
  /** Writes what there is, as far as the database takes it now. */
  stop(): Promise<void>;
}

/** Lines that nobody waits for, written once a second. What the database does not take is tried again. */
export function startBatchedLog<T>({ save, atOnce, room, onLost, onLater }: BatchedLogOptions<T>): BatchedLog<T> {
  const waiting: T[] = [];
  /** True: there is more. What the database does not take for what it is, and not for being away, would never get in. */
  const writeSome = async (): Promise<boolean> => {
    const portion = waiting.slice(0, atOnce);
    if (portion.length === 0) return false;
    try {
      await save(portion);
    } catch (error) {
      if (isDatabaseAway(error)) throw error;
      onLost(portion.length, error);
    }
    waiting.splice(0, portion.length);
    return waiting.length > 0;
  };
  const writing = repeatedly(writeSome, { onFailure: onLater });
  return {
    add: (line) => void (waiting.length >= room ? onLost(1) : waiting.push(line)),
    async stop() {
      await writing.stop();
      try {
        while (await writeSome());
      } catch (error) {
        onLost(waiting.length, error);
      }
    },
  };
}
