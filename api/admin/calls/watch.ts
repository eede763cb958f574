import type { Request, Response } from 'express';
import { Problem } from '../../problem.ts';
import { adminOf } from '../door.ts';
import { ownerOf } from './asked.ts';
import type { CallsJournalDeps } from './deps.ts';
import type { LiveLeft, LiveOpen } from './operations.ts';
import type { LiveCall } from './row.ts';
import { watchRight } from './right-watch.ts';
import type { Seats } from './seats.ts';

/** Proxies cut what says nothing for a minute, or less. */
const HEARTBEAT_MS = 15_000;
/** Who lets more than this wait is cut off: he asks again, and is told anew what is open. */
const MOST_WAITING_BYTES = 512 * 1_024;
const RETRY_MS = 3_000;

const HEADERS = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  'Cache-Control': 'no-store',
  'X-Accel-Buffering': 'no',
  'X-Content-Type-Options': 'nosniff',
};

/** Tells of an enterprise's calls until the browser, the session or the process ends. @throws Problem 404, 429 */
export async function watchCalls(
  deps: CallsJournalDeps,
  seats: Seats,
  request: Request,
  response: Response,
): Promise<void> {
  const { number, timezone } = await ownerOf(deps.journal, request);
  if (deps.stopping.aborted) throw new Problem(503, 'This process is about to end; ask again', { retryAfterS: 1 });
  // Gone already: nothing would tell us any more.
  if (response.destroyed) return;
  const free = seats.take(adminOf(response).user.id);
  const stream = openStream(response);
  const leave = deps.liveCalls.watch(number, {
    open: (calls) => stream.send('open', { calls: [...calls], timezone } satisfies LiveOpen),
    call: (call) => stream.send('call', call satisfies LiveCall),
    left: (callId) => stream.send('left', { call_id: callId } satisfies LiveLeft),
  });
  const heartbeat = setInterval(stream.heartbeat, HEARTBEAT_MS);
  const right = watchRight(deps, request, number);
  const onEnd = (): void => void response.end();
  for (const signal of [right.lost, deps.stopping]) signal.addEventListener('abort', onEnd);
  response.once('close', () => {
    deps.stopping.removeEventListener('abort', onEnd);
    clearInterval(heartbeat);
    right.stop();
    leave();
    free();
  });
}

function openStream(response: Response) {
  response.writeHead(200, HEADERS).write(`retry: ${RETRY_MS}\n\n`);
  const write = (text: string): void => {
    if (response.writableEnded || response.destroyed) return;
    if (response.writableLength > MOST_WAITING_BYTES) response.destroy();
    else response.write(text);
  };
  return {
    send: (event: string, data: unknown): void => write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`),
    heartbeat: (): void => write(':\n\n'),
  };
}
