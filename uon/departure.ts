import type { ClientRequest } from 'node:http';

import type { Turn } from './limiter.ts';
import { NoSlotError, type NoSlotReason } from './no-slot-error.ts';

interface DepartureOptions {
  turn: Turn;
  /** Connects, sends nothing. */
  open: () => Promise<ClientRequest>;
  /** The last word before it leaves: false holds it back. Asked again where the slot had to be. */
  mayLeave?: (() => Promise<boolean>) | undefined;
  signal?: AbortSignal | undefined;
}

/** Why a request did not leave. Network failures keep their own error and code. */
export class NotLeftError extends Error {
  override name = 'NotLeftError';
  readonly code: 'ABORT_ERR' | 'ECONNRESET' | 'ERR_NO_SLOT' | 'ERR_HELD_BACK' | NoSlotReason;

  constructor(code: NotLeftError['code'], cause?: unknown) {
    super('The request did not leave', { cause });
    this.code = code;
  }
}

/**
 * A request that stands on a connection and has a slot young enough to leave now: the caller sends it at once. Asks
 * for the slot first, since an idle connection is mostly there; where it has to be made, that takes longer than a slot
 * is good for, and the slot is asked for again.
 */
export async function depart({ turn, open, mayLeave, signal }: DepartureOptions): Promise<ClientRequest> {
  await waitFor(turn, signal);
  const request = await open();
  try {
    for (;;) {
      if (signal?.aborted) throw new NotLeftError('ABORT_ERR');
      if (request.destroyed) throw new NotLeftError('ECONNRESET');
      if (mayLeave) await hear(mayLeave);
      if (request.destroyed) throw new NotLeftError('ECONNRESET');
      if (await turn.confirm()) return request;
      await waitFor(turn, signal);
    }
  } catch (error) {
    request.destroy();
    throw error;
  }
}

async function waitFor(turn: Turn, signal?: AbortSignal): Promise<void> {
  try {
    await turn.wait();
  } catch (error) {
    if (error instanceof NoSlotError) throw new NotLeftError(error.code, error);
    throw new NotLeftError(signal?.aborted ? 'ABORT_ERR' : 'ERR_NO_SLOT', error);
  }
}

async function hear(mayLeave: () => Promise<boolean>): Promise<void> {
  const may = await mayLeave().catch((error: unknown) => {
    throw new NotLeftError('ERR_NO_SLOT', error);
  });
  if (!may) throw new NotLeftError('ERR_HELD_BACK');
}
