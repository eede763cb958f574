import type { RequestOfCall } from './request-of-call.ts';
import { shownAnswer, shownParameters, type Asked } from './shown-exchange.ts';

/** How a request to U-ON ended: an answer, or U-ON's or our reason why there is none that counts. */
export const REQUEST_OUTCOMES = [
  ...(['ok', 'empty'] as const),
  ...(['rate-limited', 'not-sent', 'held-back', 'paused', 'busy', 'unclear', 'key-refused', 'refused'] as const),
] as const;
export type RequestOutcome = (typeof REQUEST_OUTCOMES)[number];

/** A story shows so many requests of a call. */
export const MOST_REQUESTS = 200;

/** One request to U-ON as the log keeps it: reduced to what people may read later (`shown-exchange.ts`). */
export interface LoggedRequest extends RequestOfCall {
  /** When it left, or was given up; epoch ms. */
  readonly atMs: number;
  readonly httpMethod: 'GET' | 'POST';
  /** U-ON's method, as `user/update`. */
  readonly method: string;
  /** Without address and key, as `user/update/5.json`. */
  readonly path: string;
  /** Null of a GET. */
  readonly parameters: Readonly<Record<string, unknown>> | null;
  readonly outcome: RequestOutcome;
  /** Of HTTP; null where no answer came. */
  readonly status: number | null;
  /** The network's word, or ours for not sending. */
  readonly code: string | null;
  /** JSON; null where no answer came. */
  readonly answer: unknown;
  /** There was more of it. */
  readonly isCut: boolean;
  /** From its leaving to the answer's end; null where it did not leave. */
  readonly tookMs: number | null;
}

/** A request that is over, as `uon/` tells of it: whole, but for address and key. */
export interface ToldRequest extends Asked {
  readonly about: RequestOfCall;
  readonly atMs: number;
  readonly parameters: Readonly<Record<string, unknown>> | null;
  readonly outcome: RequestOutcome;
  readonly status: number | null;
  readonly code: string | null;
  readonly tookMs: number | null;
  /** As it came; null where no answer did. */
  readonly text: string | null;
}

/** Longer answers (lists of hundreds of rows) are not read again to be shown. */
const LONGEST_READ = 500_000;

/** What the log keeps of a request. */
export function loggedRequest(told: ToldRequest): LoggedRequest {
  const { about, method, segments, parameters, text, atMs, outcome, status, code, tookMs } = told;
  return {
    ...about,
    ...{ atMs, method, outcome, status, code },
    httpMethod: parameters ? 'POST' : 'GET',
    path: `${[method, ...segments.map((segment) => encodeURIComponent(segment))].join('/')}.json`,
    parameters: parameters && shownParameters(method, parameters),
    ...(text === null ? { answer: null, isCut: false } : answerOf(told, text)),
    tookMs: tookMs === null ? null : Math.round(tookMs),
  };
}

function answerOf(told: ToldRequest, text: string): Pick<LoggedRequest, 'answer' | 'isCut'> {
  if (text.length > LONGEST_READ) return { answer: `${text.length} characters`, isCut: true };
  const body = parsed(text);
  return body === undefined
    ? { answer: `${text.length} characters that are no JSON`, isCut: true }
    : shownAnswer(told, body);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
