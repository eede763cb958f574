import { ApplicationFailure } from '@temporalio/common';
import { UonError } from '../uon/errors.ts';

/** The type of every failure that an activity of ours throws on purpose; what each means for the retry stands below. */
export type FailureType =
  | 'uon-rate-limited'
  | 'uon-not-sent'
  | 'uon-unclear'
  | 'uon-key-refused'
  | 'uon-refused'
  | 'uon-off'
  | 'popup-in-flight';

interface Retry {
  readonly final: boolean;
  /** Wait before the next attempt; where it is left out the retry policy's backoff counts. */
  readonly delayMs?: number;
}

const RETRY: Readonly<Record<FailureType, Retry>> = {
  // U-ON holds the account for the second in which it was asked too much.
  'uon-rate-limited': { final: false, delayMs: 1_000 },
  'uon-not-sent': { final: false },
  // A client created by the lost request is found by phone only a second later: the read before the repeat must see it.
  'uon-unclear': { final: false, delayMs: 2_000 },
  // Each attempt asks with the key of the moment: it goes on by itself once the settings are mended.
  'uon-key-refused': { final: false, delayMs: 30_000 },
  'uon-refused': { final: true },
  'uon-off': { final: true },
  'popup-in-flight': { final: false, delayMs: 500 },
};

/** A failure with a type of the list, its retry as the list says. The message must hold no personal data. */
export function failure(type: FailureType, message: string, attempt = 1): ApplicationFailure {
  const { final, delayMs } = RETRY[type];
  return ApplicationFailure.create({
    type,
    message,
    nonRetryable: final,
    // Only the first repeat follows the list; then the policy's backoff takes over.
    ...(delayMs !== undefined && (attempt === 1 || type === 'uon-key-refused') ? { nextRetryDelay: delayMs } : {}),
  });
}

/** U-ON's failures as failures of the activity; anything else passes as it is. */
export function toFailure(error: unknown, attempt: number): unknown {
  if (!(error instanceof UonError)) return error;
  return failure(`uon-${error.kind}`, error.message, attempt);
}

/** What a failure says in the journal; null when it is none of ours. */
export function failureTextOf(error: unknown): string | null {
  return error instanceof ApplicationFailure ? `${error.type ?? 'error'}: ${error.message}` : null;
}
