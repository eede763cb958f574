import type { IncomingMessage } from 'node:http';
import { request as askPlain } from 'node:http';
import { request as askSecure } from 'node:https';
import { isAllowedHost } from '../../../domain/allowed-host.ts';
import { Problem } from '../../problem.ts';
import { audioType } from './audio-type.ts';

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

/**
 * Asks for a recording, of allowed hosts alone, once and without anything that shows who asks; an answer that leads elsewhere is not
 * followed.
 *
 * @throws Problem 404, 409, 416, 502
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
    return { ...answered(url, body), body };
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
  } catch {
    // The error may name the address, and whoever listens there.
    throw new Problem(502, `The recording can not be fetched: ${url.host} does not answer`);
  } finally {
    clearTimeout(timer);
  }
}

function answered(url: URL, { statusCode, headers }: IncomingMessage): Omit<OpenRecording, 'body'> {
  const status = statusCode ?? 0;
  if (status === 404 || status === 410) throw new Problem(404, `${url.host} has the recording no more, or not yet`);
  if (status === 416) throw new Problem(416, 'The recording has no such part');
  if (status !== 200 && status !== 206)
    throw new Problem(502, `${url.host} answered ${status} instead of the recording`);
  const type = audioType(headers['content-type'], url.pathname);
  if (type === null || headers['content-encoding'] !== undefined)
    throw new Problem(502, `What ${url.host} answered is no sound file`);
  if (Number(headers['content-length'] ?? 0) > MOST_BYTES)
    throw new Problem(502, 'The recording is too large to be played here');
  const passedOn: Record<string, string> = {};
  for (const name of PASSED_ON) if (headers[name] !== undefined) passedOn[name] = headers[name];
  return { status, headers: { ...passedOn, 'content-type': type } };
}
