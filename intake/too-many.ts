/** More than may be sent now: again in so many seconds. */
export class TooManyError extends Error {
  override readonly name = 'TooManyError';
  readonly retryAfterS: number;

  constructor(message: string, waitMs: number) {
    super(message);
    this.retryAfterS = Math.max(1, Math.ceil(waitMs / 1_000));
  }
}
