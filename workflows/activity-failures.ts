import { ActivityFailure, ApplicationFailure, TimeoutFailure } from '@temporalio/workflow';
import { failureLine } from '../domain/journal.ts';

/** What an activity's failure means for the journal; null when it is no failure of an activity. */
export function failureText(error: unknown): string | null {
  const cause = causeOf(error);
  if (cause instanceof ApplicationFailure) return failureLine(cause);
  return cause?.message ?? null;
}

/** The type of our own failures, by which they are told apart; null for any other. */
export function failureType(error: unknown): string | null {
  const cause = causeOf(error);
  return cause instanceof ApplicationFailure ? (cause.type ?? null) : null;
}

/** Did no worker take the activity up in its time? Then nothing of it was done, and nothing will be. */
export function isNeverBegun(error: unknown): boolean {
  const cause = causeOf(error);
  return cause instanceof TimeoutFailure && cause.timeoutType === 'SCHEDULE_TO_START';
}

/** U-ON's final word: asking again would only cost a request. */
export function isRefusal(error: unknown): boolean {
  const cause = causeOf(error);
  return cause instanceof ApplicationFailure && cause.nonRetryable === true;
}

/**
 * Did the activity end by a final refusal? The server calls an activity whose time was over not retryable too, so the cause
 * is what tells.
 */
export function isFinal(error: unknown): boolean {
  return causeOf(error) === null || isRefusal(error);
}

/**
 * What an activity failed of. A local activity's failure is wrapped while it is news, and bare when the history is replayed:
 * the marker holds the cause alone (sdk-rust issue 436; seen with SDK 1.24). A story that went by the wrapping went another
 * way at replay.
 */
function causeOf(error: unknown): Error | null {
  if (error instanceof ActivityFailure) return error.cause ?? error;
  return error instanceof ApplicationFailure || error instanceof TimeoutFailure ? error : null;
}

/** For what nobody waits for: what U-ON does not tell is missing the next time too; a fault of ours is one. */
export function orFault(error: unknown): void {
  if (failureText(error) === null) throw error;
}
