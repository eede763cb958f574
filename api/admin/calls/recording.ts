import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import { Problem } from '../../problem.ts';
import { adminOf } from '../door.ts';
import { ownerOf } from './asked.ts';
import { isCutOff } from './cut-off.ts';
import type { CallsJournalDeps } from './deps.ts';
import { RANGE, recordingParams } from './operations.ts';
import { MOST_BYTES, NoRecordingError, openRecording } from './recording-source.ts';
import { watchRight } from './right-watch.ts';
import type { Seats } from './seats.ts';

/** One and the same whatever stands there: an address that a PBX named must not tell which ports answer, and how. */
const NOTHING_PLAYABLE =
  'Where the recording should lie nothing that can be played was found; the log of the API says why';

/** Longer than anybody listens to one. */
const MOST_MS = 60 * 60_000;

/** Whatever it is, it is played and not shown as a page. */
const HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; sandbox",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Content-Disposition': 'inline',
  'Cache-Control': 'no-store',
};

/** Passes a recording on as it comes. @throws Problem before anything is sent; then it breaks off */
export async function sendRecording(
  deps: CallsJournalDeps,
  seats: Seats,
  request: Request,
  response: Response,
): Promise<void> {
  const { number } = await ownerOf(deps.journal, request);
  const params = recordingParams.safeParse(request.params).data;
  const address = params ? await deps.journal.recording(number, params.uniqueid) : null;
  if (address === null) throw new Problem(404, 'There is no such call, or it has no recording');
  const free = seats.take(adminOf(response).user.id);
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const right = watchRight(deps, request, number);
  const signal = AbortSignal.any([deps.stopping, gone.signal, right.lost, AbortSignal.timeout(MOST_MS)]);
  try {
    const source = { address, hosts: deps.recordingHosts, range: rangeOf(request), signal };
    const { status, headers, body } = await openRecording(source);
    response.writeHead(status, { ...headers, ...HEADERS });
    await pipeline(body, bounded(MOST_BYTES), response, { signal });
  } catch (error) {
    if (error instanceof NoRecordingError) {
      // Who is gone is told nothing, and nothing was wrong there.
      if (!gone.signal.aborted) deps.onNoRecording({ enterprise: number, callId: String(params?.uniqueid) }, error);
      throw new Problem(502, NOTHING_PLAYABLE);
    }
    if (!response.headersSent) throw error;
    if (!isCutOff(error)) deps.onCut(error);
  } finally {
    right.stop();
    free();
  }
}

/** One that is none asks for all. */
function rangeOf(request: Request): string | undefined {
  const range = request.get('Range');
  return range !== undefined && RANGE.test(range) ? range : undefined;
}

function bounded(most: number): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > most) done(new Error('the recording is larger than it said'));
      else done(null, chunk);
    },
  });
}
