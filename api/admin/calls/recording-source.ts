import type { IncomingMessage } from 'node:http';
import { request as askPlain } from 'node:http';
import { request as askSecure } from 'node:https';
import { isAllowedHost } from '../../../domain/allowed-host.ts';
import { Problem } from '../../problem.ts';
import { HEAD_BYTES, saidType, soundOf } from './audio-type.ts';

export interface RecordingSource {
  /** Where the PBX says that it lies. */
  readonly address: string;
  /** Of RECORDING_ALLOW. */
  readonly hosts: readonly string[];
  /** `Range` of the browser, checked. */
  readonly range: string | undefined;
  readonly signal: AbortSignal;
}

export interface OpenRecording {
  readonly status: 200 | 206;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: IncomingMessage;
}

/** Until it begins to answer. */
const ANSWER_MS = 10_000;
/** Eight hours of the plainest WAV are 450 MB. */
export const MOST_BYTES = 500 * 2 ** 20;
const PASSED_ON = ['content-length', 'content-range', 'accept-ranges', 'last-modified'] as const;

/** Why a recording could not be had: for our log. Whoever asked learns nothing of what stands in our network. */
export class NoRecordingError extends Error {
  override readonly name = 'NoRecordingError';
}

/**
 * Asks for a recording, of allowed hosts alone and without anything that shows who asks; an answer that leads elsewhere is not
 * followed.
 *
 * @throws Problem 404, 409 where nothing is asked; NoRecordingError
 */
export async function openRecording({ address, hosts, range, signal }: RecordingSource): Promise<OpenRecording> {
  const url = addressOf(address);
  if (!isAllowedHost(url, hosts)) {
    throw new Problem(
      409,
      `The recording lies at ${url.host}: add this host to RECORDING_ALLOW to have it played here`,
    );
  }
  const body = await ask(url, range, signal);
  try {
    return { ...(await answered(url, body, signal)), body };
  } catch (error) {
    body.destroy();
    throw error;
  }
}

function addressOf(address: string): URL {
  const url = URL.parse(address);
  if (!url || !['http:', 'https:'].includes(url.protocol))
    throw new Problem(404, 'The address of the recording is none of http or https');
  // Node would make a header of them.
  url.username = '';
  url.password = '';
  return url;
}

async function ask(url: URL, range: string | undefined, signal: AbortSignal): Promise<IncomingMessage> {
  const begun = new AbortController();
  const timer = setTimeout(() => begun.abort(), ANSWER_MS);
  const headers = { Accept: 'audio/*', 'Accept-Encoding': 'identity', 'User-Agent': 'uon-telephony' };
  const asked = (url.protocol === 'https:' ? askSecure : askPlain)(url, {
    // A connection of its own: one that was kept may be closed just now.
    agent: false,
    headers: { ...headers, ...(range !== undefined && { Range: range }) },
    signal,
  });
  begun.signal.addEventListener('abort', () => asked.destroy(new Error('no answer in time')));
  asked.end();
  try {
    return await new Promise<IncomingMessage>(
      (resolve, reject) => void asked.on('response', resolve).on('error', reject),
    );
  } catch (error) {
    // The error's own words may name the address as a whole.
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'no answer in time';
    throw new NoRecordingError(`${url.host} does not answer: ${code}`);
  } finally {
    clearTimeout(timer);
  }
}

async function answered(
  url: URL,
  { statusCode, headers }: IncomingMessage,
  signal: AbortSignal,
): Promise<Omit<OpenRecording, 'body'>> {
  const status = statusCode ?? 0;
  if (status !== 200 && status !== 206) throw new NoRecordingError(`${url.host} answered ${status}`);
  if (Number(headers['content-length'] ?? 0) > MOST_BYTES) throw new NoRecordingError('it is too large');
  const said = saidType(headers['content-type']);
  const type = said.kind === 'unsaid' ? soundOf(await headOf(url, signal)) : said.kind === 'sound' ? said.type : null;
  if (type === null || headers['content-encoding'] !== undefined)
    throw new NoRecordingError(`what ${url.host} answered is no sound file`);
  const passedOn: Record<string, string> = {};
  for (const name of PASSED_ON) if (headers[name] !== undefined) passedOn[name] = headers[name];
  return { status, headers: { ...passedOn, 'content-type': type } };
}

/** How the file begins, asked for by itself: what the browser wants may begin in its middle. */
async function headOf(url: URL, signal: AbortSignal): Promise<Buffer> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS)]);
  const body = await ask(url, `bytes=0-${HEAD_BYTES - 1}`, limit);
  let head = Buffer.alloc(0);
  try {
    // It says why it fails, not how the file begins.
    if (body.statusCode !== 200 && body.statusCode !== 206) return head;
    const pieces: AsyncIterable<unknown> = body;
    for await (const piece of pieces) {
      if (Buffer.isBuffer(piece)) head = Buffer.concat([head, piece]);
      if (head.length >= HEAD_BYTES) break;
    }
    return head;
  } catch {
    throw new NoRecordingError(`${url.host} broke off`);
  } finally {
    body.destroy();
  }
}
