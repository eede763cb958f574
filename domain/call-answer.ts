import { hangupOf, phoneOf, rungExtensions, startedAt, endedAtMs, type PbxContext } from './call-facts.ts';
import type { CallState, Fact } from './call-state.ts';
import { readPhone } from './phone.ts';
import type { BridgeEvent } from './pbx-event.ts';
import { epochMsToPbxTime, secondsBetween } from './pbx-time.ts';

/** Whether anybody talked to the outside party, and who. */
export type Answer =
  | { readonly kind: 'bridged'; readonly first: string; readonly last: string }
  /** The hangup alone says so (CallStatus 2), or the bridge names no extension: a mobile, say. */
  | { readonly kind: 'answered'; readonly extension: string | null }
  | { readonly kind: 'missed' };

const EXTENSION = /^\d{1,6}$/;

/** Answered wins: one bridge with an extension, whatever hangups say before or after it. */
export function answerOf(state: CallState, context: PbxContext): Answer {
  const talks = talksOf(state, context);
  const [first] = talks;
  const last = talks.at(-1);
  if (first && last) return { kind: 'bridged', first: first.extension, last: last.extension };
  const hangup = hangupOf(state);
  const ownBridge = state.bridges.some((fact) => fact.event.uniqueId === state.callId);
  if (!ownBridge && !hangup?.answered) return { kind: 'missed' };
  const rung = rungExtensions(state);
  return { kind: 'answered', extension: hangup?.extensions[0] ?? (rung.length === 1 ? (rung[0] ?? null) : null) };
}

/** Was the call ever bridged? Then its hangup need not wait for stragglers. */
export function isBridged(state: CallState, context: PbxContext): boolean {
  return answerOf(state, context).kind === 'bridged' || state.bridges.some((f) => f.event.uniqueId === state.callId);
}

/** The extension that counts for record, client and leads: who talked first or last, by the settings. */
export function talkerOf(answer: Answer, which: 'first' | 'last'): string | null {
  switch (answer.kind) {
    case 'bridged':
      return answer[which];
    case 'answered':
      return answer.extension;
    case 'missed':
      return null;
  }
}

/** The extension a missed call is put down to: the first that was rung, as dial or else the hangup tells. */
export function missedExtension(state: CallState): string | null {
  return rungExtensions(state)[0] ?? hangupOf(state)?.extensions[0] ?? null;
}

/**
 * Seconds of talk: StartTime to EndTime; an empty StartTime falls back on the bridge, then on DateReceived. A
 * fallback that would be after the end (another clock) is passed over. Null without a hangup.
 */
export function talkSeconds(state: CallState, context: PbxContext): number | null {
  const hangup = hangupOf(state);
  if (!hangup) return null;
  const bridgedAt = bridgeArrival(state, context);
  const starts = [hangup.startTime, bridgedAt, hangup.dateReceived].filter((start) => start !== '');
  const lengths = starts.map((start) => secondsBetween(start, hangup.endTime));
  return lengths.find((seconds) => seconds !== null && seconds >= 0) ?? 0;
}

/** Seconds a call rang before it ended unanswered. Null when the times don't tell. */
export function ringSeconds(state: CallState, context: PbxContext): number | null {
  const hangup = hangupOf(state);
  if (!hangup) return null;
  const seconds = secondsBetween(startedAt(hangup), hangup.endTime) ?? arrivalSeconds(state, context);
  return seconds !== null && seconds >= 0 ? seconds : null;
}

interface Talk {
  readonly extension: string;
  /** Order of the extension's own channel as Asterisk numbered it, when an event of that channel was seen. */
  readonly channel: readonly [number, number] | null;
}

/**
 * Who talked to the outside party, in order. Bridge events carry no time and may arrive shuffled; Asterisk's
 * Uniqueids (`epoch.sequence`) of the extensions' own channels tell the order where all are known, else the order
 * of arrival does.
 */
function talksOf(state: CallState, context: PbxContext): readonly Talk[] {
  const talks = state.bridges
    .toSorted((a, b) => a.inboxId - b.inboxId)
    .map((fact) => talkOf(fact, state, context))
    .filter((talk) => talk !== null);
  const numbered = talks.flatMap(({ extension, channel }) => (channel ? [{ extension, channel }] : []));
  const allNumbered = talks.every((talk) => numbered.some((other) => other.extension === talk.extension));
  return allNumbered ? numbered.toSorted((a, b) => compare(a.channel, b.channel)) : talks;
}

/** A bridge counts when the outside party is one side of it: a consultation between two managers does not. */
function talkOf(fact: Fact<BridgeEvent>, state: CallState, context: PbxContext): Talk | null {
  const { uniqueId, callerIdNum, connectedLineNum } = fact.event;
  const own = uniqueId === state.callId;
  const outside = (num: string) => isOutsideParty(num, state, context);
  if (!own && !outside(callerIdNum) && !outside(connectedLineNum)) return null;
  const extension = [connectedLineNum, callerIdNum].find((num) => EXTENSION.test(num) && !outside(num));
  if (extension === undefined) return null;
  const channel = extension === callerIdNum ? uniqueId : channelInBridge(fact.event.bridgeId, extension, state);
  return { extension, channel: channel === undefined ? null : channelOrder(channel) };
}

/** The extension's own channel in a bridge that the client was put into: a consultation before the transfer told it. */
function channelInBridge(bridgeId: string | undefined, extension: string, { bridges }: CallState): string | undefined {
  if (bridgeId === undefined) return undefined;
  return bridges.find(({ event }) => event.bridgeId === bridgeId && event.callerIdNum === extension)?.event.uniqueId;
}

function isOutsideParty(num: string, state: CallState, context: PbxContext): boolean {
  const phone = phoneOf(state, context);
  const party = readPhone(num, context.country);
  if (phone.kind === 'number') return party.kind === 'number' && party.e164 === phone.e164;
  return phone.kind === 'other' && party.kind === 'other' && party.digits === phone.digits;
}

function channelOrder(uniqueId: string): readonly [number, number] | null {
  const match = /(\d+)\.(\d+)$/.exec(uniqueId);
  return match ? [Number(match[1]), Number(match[2])] : null;
}

function compare(a: readonly [number, number], b: readonly [number, number]): number {
  return a[0] - b[0] || a[1] - b[1];
}

function bridgeArrival(state: CallState, context: PbxContext): string {
  const arrivals = state.bridges.map((fact) => Date.parse(fact.receivedAt));
  return arrivals.length === 0 ? '' : epochMsToPbxTime(Math.min(...arrivals), context.timezone);
}

function arrivalSeconds(state: CallState, context: PbxContext): number | null {
  const hangup = hangupOf(state);
  const endMs = hangup ? endedAtMs(hangup, context) : null;
  const arrivals = [...state.starts, ...state.dials].map((fact) => Date.parse(fact.receivedAt));
  return endMs === null || arrivals.length === 0 ? null : Math.round((endMs - Math.min(...arrivals)) / 1000);
}
