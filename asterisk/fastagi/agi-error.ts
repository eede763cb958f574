/**
 * `hung-up`: the caller or Asterisk is gone. `too-slow`: the other side did not go on in its time. `not-agi`: what it said is
 * none of the protocol. `refused`: Asterisk did not do what it was told.
 */
export type AgiFailure = 'hung-up' | 'too-slow' | 'not-agi' | 'refused';

/** A conversation with Asterisk that ended early; holds nothing of what was said. */
export class AgiError extends Error {
  override readonly name = 'AgiError';
  readonly kind: AgiFailure;

  constructor(kind: AgiFailure, reason: string) {
    super(`FastAGI: ${reason}`);
    this.kind = kind;
  }
}
