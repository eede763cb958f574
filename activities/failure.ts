import { ApplicationFailure } from '@temporalio/common';
import { failureLine } from '../domain/journal.ts';
import { isLive, type RequestClass } from '../domain/request-class.ts';
import { UonError } from '../uon/errors.ts';

/** The type of every failure that an activity of ours throws on purpose. docs/effects.md has the same table. */
export type FailureType =
  | 'uon-rate-limited'
  | 'uon-not-sent'
  | 'uon-busy'
  | 'uon-unclear'
  | 'uon-timeout'
  | 'uon-paused'
  | 'uon-key-refused'
  | 'uon-refused'
  | 'uon-unsure'
  | 'uon-off'
  | 'effect-in-flight'
  | 'popup-in-flight'
  | 'popup-unclear'
  | 'settings-unreadable'
  | 'originate-late'
  | 'originate-not-sent'
  | 'originate-not-allowed'
  | 'originate-refused'
  | 'originate-unclear';

/**
 * How long the next attempt waits, in milliseconds. `growing`: twice as long each time, up to the last number. `spread`:
 * anywhere between the two, so that thousands that wait for the same thing do not come at once. `given`: the failure says.
 */
export type Wait =
  | { readonly kind: 'final' }
  | { readonly kind: 'given' }
  | { readonly kind: 'growing' | 'spread'; readonly fromMs: number; readonly toMs: number };

const growing = (fromMs: number): Wait => ({ kind: 'growing', fromMs, toMs: 30_000 });
const spread = (fromMs: number, toMs: number): Wait => ({ kind: 'spread', fromMs, toMs });
const FINAL: Wait = { kind: 'final' };

export const RETRIES: Readonly<Record<FailureType, Wait>> = {
  // U-ON holds the account for the second in which it was asked too much.
  'uon-rate-limited': growing(1_000),
  'uon-not-sent': growing(1_000),
  // The queue moves eight requests a second; the twenty ahead have gone by then.
  'uon-busy': spread(3_000, 6_000),
  // A client created by the lost request is found by phone only a second later.
  'uon-unclear': growing(2_000),
  // A create that U-ON had not answered after 10 s has as long again to be done, before it is looked for.
  'uon-timeout': growing(10_000),
  'uon-paused': spread(20_000, 30_000),
  // Each attempt reads the settings anew: it goes on by itself once they were mended.
  'uon-key-refused': spread(20_000, 30_000),
  'uon-refused': FINAL,
  'uon-unsure': FINAL,
  'uon-off': FINAL,
  'effect-in-flight': { kind: 'given' },
  'popup-in-flight': growing(500),
  'popup-unclear': { kind: 'given' },
  'settings-unreadable': spread(20_000, 30_000),
  'originate-late': FINAL,
  // The workflow tries again while the click is young.
  'originate-not-sent': FINAL,
  'originate-not-allowed': FINAL,
  'originate-refused': FINAL,
  'originate-unclear': FINAL,
};

/** Of a live call's request: its popup is worth something for half a minute. */
export const LIVE_PAUSE: Wait = spread(2_000, 4_000);

/** Makes failures that know when their activity is to be tried again. `timeScale` shortens all waiting, for tests. */
export interface Failures {
  /** The message must hold no personal data. `delayMs`: for the types that say it themselves. */
  of(type: FailureType, message: string, when?: FailedTurn & { readonly delayMs?: number }): ApplicationFailure;
  /** U-ON's failures as failures of the activity; anything else passes as it is. */
  from(error: unknown, when: FailedTurn): unknown;
}

export interface FailedTurn {
  /** From 1. */
  readonly attempt?: number;
  readonly class?: RequestClass;
}

export function createFailures(timeScale = 1): Failures {
  let count = 0;
  const of: Failures['of'] = (type, message, when = {}) => {
    const wait = type === 'uon-paused' && when.class && isLive(when.class) ? LIVE_PAUSE : RETRIES[type];
    const waitMs = waitOf(wait, when, count++);
    // What a failure says itself is a time of U-ON's, which no scale shortens.
    const delayMs = waitMs === undefined || wait.kind === 'given' ? waitMs : waitMs * timeScale;
    return ApplicationFailure.create({
      type,
      message,
      nonRetryable: wait.kind === 'final',
      ...(delayMs === undefined ? {} : { nextRetryDelay: Math.max(1, Math.round(delayMs)) }),
    });
  };
  return {
    of,
    from: (error, when) => (error instanceof UonError ? of(typeOf(error), error.message, when) : error),
  };
}

/** Requests that are looked for before they are sent again. */
const LOOKED_FOR = new Set(['user/create', 'lead/create', 'call_history/create', 'reminder/create']);

function typeOf({ kind, code, method }: UonError): FailureType {
  if (kind === 'unclear' && code === 'ETIMEDOUT' && LOOKED_FOR.has(method)) return 'uon-timeout';
  return kind === 'held-back' ? 'uon-not-sent' : `uon-${kind}`;
}

function waitOf(wait: Wait, { attempt = 1, delayMs }: { attempt?: number; delayMs?: number }, count: number) {
  switch (wait.kind) {
    case 'final':
      return undefined;
    case 'given':
      return delayMs;
    case 'growing':
      return Math.min(wait.toMs, wait.fromMs * 2 ** Math.min(attempt - 1, 20));
    case 'spread':
      return wait.fromMs + (wait.toMs - wait.fromMs) * evenly(count);
  }
}

/** The multiples of the golden ratio fill the range from 0 to 1 evenly, wherever one stops. */
function evenly(count: number): number {
  return (count * 0.618_033_988_75) % 1;
}

/** What a failure says in the journal; null when it is none of ours. */
export function failureTextOf(error: unknown): string | null {
  return error instanceof ApplicationFailure ? failureLine(error) : null;
}
