import { extensionOf, managerOf, callRecord, type CallRecordFacts } from './call-record.ts';
import { concernsClient, phoneOf, type Direction } from './call-facts.ts';
import { factsToShow, type CallProgress } from './call-standing.ts';
import { newCall, type CallState } from './call-state.ts';
import type { CallTerms } from './call-terms.ts';
import type { CallSnapshot } from './journal.ts';
import type { CallType } from './pbx-event-bodies.ts';

/** A call that is over and of which no event came: told as a whole, afterwards. */
export interface FinishedCall {
  readonly callId: string;
  /** As it was written. */
  readonly phone: string;
  readonly direction: Direction;
  /** As the enterprise's PBX would write it, in its zone. */
  readonly start: string;
  readonly end: string;
  readonly answered: boolean;
  /** Who talked, or of a missed call who was rung first. */
  readonly extension: string | null;
  /** The manager, where he was named himself; else the extension tells. */
  readonly managerId: string | null;
  readonly recordUrl: string | null;
}

/** The call as a state, so that it means what a live call means whose hangup alone was heard. */
export function stateOfFinished(call: FinishedCall): CallState {
  const event = {
    name: 'hangup' as const,
    uniqueId: call.callId,
    callType: CALL_TYPES[call.direction],
    phone: call.phone,
    trunk: '',
    answered: call.answered,
    startTime: call.start,
    endTime: call.end,
    dateReceived: '',
    extensions: call.extension === null ? [] : [call.extension],
    recordUrl: call.recordUrl ?? '',
  };
  // No inbox holds it, and nothing asks when a hangup arrived.
  return { ...newCall(call.callId), hangups: [{ inboxId: 0, receivedAt: '', event }] };
}

const CALL_TYPES: Readonly<Record<Direction, CallType>> = { incoming: 0, outgoing: 1, internal: 2 };

/** The direction as U-ON is told it. */
export function sideOfFinished({ direction }: FinishedCall): 'incoming' | 'outgoing' {
  return direction === 'outgoing' ? 'outgoing' : 'incoming';
}

/** The record of it in U-ON; null where U-ON has none of it (internal, own number, no number). */
export function recordOfFinished(call: FinishedCall, terms: CallTerms): CallRecordFacts | null {
  const record = isToldOf(call, terms) ? callRecord(stateOfFinished(call), terms) : null;
  return record && { ...record, managerId: call.managerId ?? record.managerId };
}

/** Calls of the agency with itself, and of its own numbers, are told to nobody. */
export function isToldOf(call: FinishedCall, terms: CallTerms): boolean {
  return concernsClient(stateOfFinished(call), terms);
}

/** The caller's number (E.164); null where U-ON could know nobody by it. */
export function numberOfFinished(call: FinishedCall, terms: CallTerms): string | null {
  const phone = phoneOf(stateOfFinished(call), terms);
  return phone.kind === 'number' && isToldOf(call, terms) ? phone.e164 : null;
}

/** The manager who talked; null where nobody did, or none has the extension. */
export function talkerOfFinished(call: FinishedCall, terms: CallTerms): string | null {
  if (!call.answered) return null;
  return call.managerId ?? managerOf(stateOfFinished(call), terms);
}

/** Why nobody can be made its client's manager; null where nobody talked. */
export function noTalkerText(call: FinishedCall, terms: CallTerms): string | null {
  if (!call.answered) return null;
  const extension = extensionOf(stateOfFinished(call), terms);
  return extension ? `no manager has extension ${extension} (user_extensions)` : 'it is not known who talked';
}

/** What the journal says of it, but for its steps. */
export function finishedToShow(
  call: FinishedCall,
  terms: CallTerms | null,
  known: Pick<CallProgress, 'clientId' | 'leadId'>,
): Omit<CallSnapshot, 'version' | 'steps'> {
  const shown = factsToShow(stateOfFinished(call), terms, { ...known, gaveUp: false, closing: true });
  return terms ? { ...shown, managerId: talkerOfFinished(call, terms) } : shown;
}
