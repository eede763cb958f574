import type { RequestOfCall } from './request-of-call.ts';

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
