import type { ClientRequest } from 'node:http';

import type { Turn } from './limiter.ts';

interface DepartureOptions {
  turn: Turn;
  /** Connects, sends nothing. */
  open: () => Promise<ClientRequest>;
  signal?: AbortSignal | undefined;
}

/** Why a request did not leave. Network failures keep their own error and code. */
export class NotLeftError extends Error {
  override name = 'NotLeftError';
  readonly code: 'ABORT_ERR' | 'ECONNRESET' | 'ERR_NO_SLOT';

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
export async function depart({ turn, open, signal }: DepartureOptions): Promise<ClientRequest> {
  await waitFor(turn, signal);
  const request = await open();
  try {
    for (;;) {
      if (signal?.aborted) throw new NotLeftError('ABORT_ERR');
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
    throw new NotLeftError(signal?.aborted ? 'ABORT_ERR' : 'ERR_NO_SLOT', error);
  }
}
