import { hangupOf, rungExtensions, startedAt, endedAtMs, type PbxContext } from './call-facts.ts';
import type { CallState } from './call-state.ts';
import { talkersOf } from './call-talkers.ts';
import { epochMsToPbxTime, secondsBetween } from './pbx-time.ts';

/** Whether anybody talked to the outside party, and who. */
export type Answer =
  | { readonly kind: 'bridged'; readonly first: string; readonly last: string }
  /** The hangup alone says so (CallStatus 2), or the bridge names no extension: a mobile, say. */
  | { readonly kind: 'answered'; readonly extension: string | null }
  | { readonly kind: 'missed' };

/** Answered wins: one bridge with an extension, whatever hangups say before or after it. */
export function answerOf(state: CallState, context: PbxContext): Answer {
  const talkers = talkersOf(state, context);
  const [first] = talkers;
  const last = talkers.at(-1);
  if (first !== undefined && last !== undefined) return { kind: 'bridged', first, last };
  const hangup = hangupOf(state);
  const ownBridge = state.bridges.some((fact) => fact.event.uniqueId === state.callId);
  if (!ownBridge && !hangup?.answered) return { kind: 'missed' };
  const rung = rungExtensions(state);
  return { kind: 'answered', extension: hangup?.extensions[0] ?? (rung.length === 1 ? (rung[0] ?? null) : null) };
}

/** Was the call ever bridged? */
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
  const since = (start: string): number | null => {
    const seconds = start === '' ? null : secondsBetween(start, hangup.endTime);
    return seconds !== null && seconds >= 0 ? seconds : null;
  };
  return since(hangup.startTime) ?? since(bridgeArrival(state, context)) ?? since(hangup.dateReceived) ?? 0;
}

/** Seconds a call rang before it ended unanswered. Null when the times don't tell. */
export function ringSeconds(state: CallState, context: PbxContext): number | null {
  const hangup = hangupOf(state);
  if (!hangup) return null;
  const seconds = secondsBetween(startedAt(hangup), hangup.endTime) ?? arrivalSeconds(state, context);
  return seconds !== null && seconds >= 0 ? seconds : null;
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
