import type { Request } from 'express';
import { isStillAllowed, type AdminDoor } from '../door.ts';

/** So long after the session ended, or the right was taken away, an answer may go on. */
const LOOK_EVERY_MS = 3_000;

/** Looks while an answer goes on whether who asked for it may still read the enterprise. */
export interface RightWatch {
  /** Aborts once he may not. */
  readonly lost: AbortSignal;
  stop(): void;
}

export function watchRight(door: AdminDoor, request: Request, enterprise: string): RightWatch {
  const lost = new AbortController();
  const timer = setInterval(() => {
    isStillAllowed(door, request, { what: 'read-enterprise', enterprise }).then(
      (isAllowed) => isAllowed || lost.abort(),
      // The database is away: nobody can lose anything meanwhile.
      () => undefined,
    );
  }, LOOK_EVERY_MS);
  return { lost: lost.signal, stop: () => clearInterval(timer) };
}
