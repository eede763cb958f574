import { setTimeout as wait } from 'node:timers/promises';
import type { PbxEvent } from './pbx-event.ts';

export interface PostOptions {
  /** Where the API listens, e.g. `http://127.0.0.1:8080`. */
  url: string;
  /** The enterprise's PBX token. */
  token: string;
  /** For how long an event that got no 202 is sent again; a minute, as a dialplan does it. */
  repeatForMs?: number;
  signal?: AbortSignal;
}

/** How an event fared. */
export interface SentEvent {
  event: PbxEvent;
  accepted: boolean;
  /** Of the last answer, null when there was none. */
  status: number | null;
  attempts: number;
  /** How long the last attempt took until its answer. */
  answerMs: number;
}

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5000;
const ANSWER_TIMEOUT_MS = 10_000;

/**
 * Posts an event until it is accepted with 202. No answer, 408, 429 and 5xx are tried again with growing pauses; any
 * other answer is final. Never throws: what came of it is told in the result.
 */
export async function postEvent(event: PbxEvent, options: PostOptions): Promise<SentEvent> {
  const giveUpAt = performance.now() + (options.repeatForMs ?? 60_000);
  for (let attempts = 1, pauseMs = FIRST_PAUSE_MS; ; attempts++, pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    const began = performance.now();
    const status = await postOnce(event, options);
    const answerMs = performance.now() - began;
    const sent = { event, accepted: status === 202, status, attempts, answerMs };
    if (!mayPass(status) || performance.now() + pauseMs > giveUpAt) return sent;
    if (!(await paused(pauseMs, options.signal))) return sent;
  }
}

function mayPass(status: number | null): boolean {
  return status === null || status === 408 || status === 429 || status >= 500;
}

async function postOnce(event: PbxEvent, { url, token, signal }: PostOptions): Promise<number | null> {
  const timeout = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
  // Recordings carry the token in the body as well; the two must agree.
  const body = 'Token' in event.body ? { ...event.body, Token: token } : event.body;
  try {
    const response = await fetch(new URL(`/api/callevent/${event.event}`, url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', Token: token },
      body: JSON.stringify(body),
      signal: signal === undefined ? timeout : AbortSignal.any([timeout, signal]),
    });
    await response.arrayBuffer();
    return response.status;
  } catch {
    // Refused, reset, timed out or stopped: there was no answer.
    return null;
  }
}

/** False when it was stopped meanwhile. */
export async function paused(ms: number, signal?: AbortSignal): Promise<boolean> {
  try {
    await wait(ms, undefined, signal === undefined ? {} : { signal });
    return true;
  } catch {
    return false;
  }
}
