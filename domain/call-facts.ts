import type { CountryCode } from 'libphonenumber-js';
import type { CallState, Fact } from './call-state.ts';
import type { CallType } from './pbx-event-bodies.ts';
import type { HangupEvent } from './pbx-event.ts';
import { readPhone, type Phone } from './phone.ts';
import { pbxTimeToEpochMs } from './pbx-time.ts';

export type Direction = 'incoming' | 'outgoing' | 'internal';

/** What the enterprise's settings say that is needed to understand its PBX's events. */
export interface PbxContext {
  readonly country: CountryCode;
  /** IANA zone of the PBX's times. */
  readonly timezone: string;
  /** The agency's own numbers, E.164. */
  readonly ownNumbers: readonly string[];
}

const DIRECTIONS: Readonly<Record<CallType, Direction>> = { 0: 'incoming', 1: 'outgoing', 2: 'internal' };

/** The direction is what `start` said, else `dial`, else the hangup. */
export function directionOf(state: CallState): Direction {
  const first = state.starts[0] ?? state.dials[0] ?? state.hangups[0];
  return first ? DIRECTIONS[first.event.callType] : 'incoming';
}

/** The direction as U-ON is told it, of a call that concerns a client. */
export function sideOf(state: CallState): 'incoming' | 'outgoing' {
  return directionOf(state) === 'outgoing' ? 'outgoing' : 'incoming';
}

/** The outside party's number, from the first of start, dial and hangup that names one. */
export function phoneOf(state: CallState, context: PbxContext): Phone {
  return readPhone(rawPhoneOf(state), context.country);
}

/** The number as the PBX wrote it: what a person is shown when it is no E.164 number. */
export function rawPhoneOf(state: CallState): string {
  const named = [...state.starts, ...state.dials, ...state.hangups].find((fact) => fact.event.phone !== '');
  return named?.event.phone ?? '';
}

/** Internal calls and calls of the agency's own numbers concern no client: they leave no trace in U-ON. */
export function concernsClient(state: CallState, context: PbxContext): boolean {
  if (directionOf(state) === 'internal') return false;
  const phone = phoneOf(state, context);
  return phone.kind !== 'number' || !context.ownNumbers.includes(phone.e164);
}

/** The trunk id as start, dial or hangup named it; empty when none did. */
export function trunkOf(state: CallState): string {
  const named = [...state.starts, ...state.dials, ...state.hangups].find((fact) => fact.event.trunk !== '');
  return named?.event.trunk ?? '';
}

/** Every extension that was rung, in the order of the dials. */
export function rungExtensions(state: CallState): readonly string[] {
  return [...new Set(state.dials.flatMap((dial) => dial.event.extensions))];
}

export function isHungUp(state: CallState): boolean {
  return state.hangups.length > 0;
}

/**
 * The call's hangup: repeats differ at most by what they add, so what any of them adds counts (answered, a
 * record link, the earliest start, the latest end), whatever the order of arrival.
 */
export function hangupOf(state: CallState): HangupEvent | null {
  const [first, ...rest] = state.hangups.map((fact) => fact.event);
  if (!first) return null;
  return rest.reduce(
    (kept, next) => ({
      ...kept,
      answered: kept.answered || next.answered,
      extensions: next.answered && !kept.answered ? next.extensions : firstFilled(kept.extensions, next.extensions),
      startTime: earlier(kept.startTime, next.startTime),
      dateReceived: earlier(kept.dateReceived, next.dateReceived),
      endTime: kept.endTime > next.endTime ? kept.endTime : next.endTime,
      recordUrl: kept.recordUrl || next.recordUrl,
      phone: kept.phone || next.phone,
      trunk: kept.trunk || next.trunk,
    }),
    first,
  );
}

/** When the PBX says the call began: StartTime, else DateReceived; empty when it says neither. */
export function startedAt(hangup: HangupEvent): string {
  return hangup.startTime || hangup.dateReceived;
}

/** Arrival of the earliest fact of a kind, epoch ms. */
export function firstArrivalMs(facts: readonly Fact[]): number | null {
  return facts.length === 0 ? null : Math.min(...facts.map((fact) => Date.parse(fact.receivedAt)));
}

/** The end of the call as the PBX wrote it, epoch ms. */
export function endedAtMs(hangup: HangupEvent, context: PbxContext): number | null {
  return pbxTimeToEpochMs(hangup.endTime, context.timezone);
}

function firstFilled(a: readonly string[], b: readonly string[]): readonly string[] {
  return a.length > 0 ? a : b;
}

function earlier(a: string, b: string): string {
  if (a === '' || b === '') return a || b;
  return a < b ? a : b;
}
