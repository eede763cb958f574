import type { RequestClass } from '../domain/request-class.ts';
import type { RequestOfCall } from '../domain/request-of-call.ts';

/** How to reach one account. Read it right before the request: key and format may change between two. */
export interface UonAccess {
  /** A keyed hash of the key: what the limiter counts by, safe to log. */
  account: string;
  /** Whose settings these are: its requests are counted as its own. */
  enterprise?: string;
  apiKey: string;
  /** As `https://api.u-on.ru`; plain http is taken on loopback only. */
  apiUrl: string;
  bodyFormat: 'json' | 'form';
}

export interface CallOptions {
  class: RequestClass;
  /** Whom it is made for; a request that says so is told of when it is over. */
  about?: RequestOfCall;
  /** Ends the waiting for a slot (`not-sent`) or for the answer (`unclear`). */
  signal?: AbortSignal;
  /** From the sending to the answer's end; 10 s unless told. Waiting for a slot is not part of it. */
  timeoutMs?: number;
  /**
   * The last word right before a request leaves, its slot granted: false holds it back (`held-back`). It has a few
   * milliseconds, and is asked again where they were too many. What it throws counts as `not-sent`.
   */
  mayLeave?: () => Promise<boolean>;
  /** Called right when the request leaves; of a list, for each page. Must not throw. */
  onSend?: () => void;
  /** Called with each answer, before it is judged. Must not throw. */
  onAnswer?: (answer: ReceivedAnswer) => void;
  /**
   * Asks an account too that is paused or stopped: for somebody who wants to know whether it still is. The limit holds all the
   * same, and what becomes of the request is noted as ever.
   */
  evenInTrouble?: boolean;
}

/** An answer as it came: its text may hold the key. Headers by their names in small letters. */
export interface ReceivedAnswer {
  readonly status: number;
  readonly text: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}
