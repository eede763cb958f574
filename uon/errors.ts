/**
 * What a failure means for whoever asked:
 * - `rate-limited`: U-ON answered 429; surely not done. The account is on hold for a second by then.
 * - `not-sent`: surely not done: no connection, no name, no slot, or aborted before sending.
 * - `held-back`: surely not done: `mayLeave` said no.
 * - `paused`: surely not done: U-ON did not answer several times in a row, and is left alone but for a probe now and then.
 * - `busy`: surely not done: enough requests of the account wait in this process.
 * - `unclear`: may have been done: timeout, reset or abort after sending, 5xx, an answer that can't be read. Read
 *   before writing again.
 * - `key-refused`: 401 or 403, now or before (`ERR_STOPPED`: not sent); nothing is sent until the settings are applied
 *   again.
 * - `refused`: final; U-ON does not take this request.
 */
export type UonErrorKind =
  | 'rate-limited'
  | 'not-sent'
  | 'held-back'
  | 'paused'
  | 'busy'
  | 'unclear'
  | 'key-refused'
  | 'refused';

interface Details {
  status?: number | undefined;
  code?: string | undefined;
}

/**
 * Every failure of `uon/`. Holds neither key, URL, phone nor the HTTP library's error (which has them all), so it may
 * go into logs and histories as it is.
 */
export class UonError extends Error {
  override name = 'UonError';
  readonly kind: UonErrorKind;
  /** U-ON's name of the method without ids, as `user/create`. */
  readonly method: string;
  /** HTTP status, or `result` where that said more. */
  readonly status?: number;
  /** The network's word, as `ECONNREFUSED`. */
  readonly code?: string;

  /** `reason` must have been redacted. */
  constructor(kind: UonErrorKind, method: string, reason: string, { status, code }: Details = {}) {
    super(`U-ON ${method}: ${reason}`);
    this.kind = kind;
    this.method = method;
    if (status !== undefined) this.status = status;
    if (code !== undefined) this.code = code;
  }
}
