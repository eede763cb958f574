import { answerOf, talkerOf, talkSeconds } from './call-answer.ts';
import { directionOf, hangupOf, isHungUp, phoneOf, trunkOf, type Direction } from './call-facts.ts';
import { managerOf } from './call-record.ts';
import type { CallState } from './call-state.ts';
import { lineName, type CallTerms } from './call-terms.ts';
import type { CallSnapshot } from './journal.ts';

/** What one looks for first in a list of calls. */
export interface CallStanding {
  readonly status: 'ringing' | 'talking' | 'ended';
  readonly direction: Direction;
  readonly answered: boolean;
}

/** What a call's workflow knows beside the events. */
export interface CallProgress {
  readonly clientId: string | null;
  readonly leadId: string | null;
  /** No hangup is waited for any longer. */
  readonly gaveUp: boolean;
  /** The story is over. */
  readonly closing: boolean;
}

/** Where a call stands. Without terms it is not yet known how to read its numbers, and nobody counts as having answered. */
export function standingOf(state: CallState, terms: CallTerms | null, { gaveUp }: CallProgress): CallStanding {
  const answered = terms !== null && answerOf(state, terms).kind !== 'missed';
  const status = isHungUp(state) || gaveUp ? 'ended' : answered ? 'talking' : 'ringing';
  return { status, direction: directionOf(state), answered };
}

/** What the journal says of a call, but for its steps. */
export function factsToShow(
  state: CallState,
  terms: CallTerms | null,
  progress: CallProgress,
): Omit<CallSnapshot, 'version' | 'steps'> {
  const standing = standingOf(state, terms, progress);
  const { clientId, leadId, closing } = progress;
  const known = { callId: state.callId, ...standing, clientId, leadId, closed: closing };
  if (!terms) return { ...known, phoneE164: null, line: null, extension: null, managerId: null, durationS: null };
  const phone = phoneOf(state, terms);
  const { answered } = standing;
  return {
    ...known,
    phoneE164: phone.kind === 'number' ? phone.e164 : null,
    line: lineName(terms, trunkOf(state)),
    extension: talkerOf(answerOf(state, terms), terms.uon.calls.transfer_manager),
    managerId: answered ? managerOf(state, terms) : null,
    durationS: isHungUp(state) ? (answered ? talkSeconds(state, terms) : 0) : null,
    ...(hangupOf(state)?.recordUrl ? { hasRecording: true } : {}),
  };
}
