import type { LiveOpen } from '../../../api/admin/calls/operations.ts';
import type { LiveCall } from '../../../api/admin/calls/row.ts';

/** Calls under way, as far as is known. */
export interface LiveCalls {
  /** `away`: what is known may be old, and the connection is being renewed. */
  readonly state: 'connecting' | 'live' | 'away';
  /** Who calls longest first, so that a new one moves none of the others. */
  readonly calls: readonly LiveCall[];
  /** How many ended while one looked on. */
  readonly ended: number;
}

export const NOTHING_YET: LiveCalls = { state: 'connecting', calls: [], ended: 0 };

/** All that are under way now: it replaces what was known. Those that ended unseen are counted too. */
export function withAll(live: LiveCalls, { calls: all }: Pick<LiveOpen, 'calls'>): LiveCalls {
  const calls = all.filter(isUnderWay).toSorted(byAge);
  const gone = live.calls.filter(({ call_id: id }) => !calls.some((call) => call.call_id === id)).length;
  return { state: 'live', calls, ended: live.ended + gone };
}

/** One call as it stands now. One that has ended is a past one, though something may still be owed to it. */
export function withCall(live: LiveCalls, call: LiveCall): LiveCalls {
  const others = live.calls.filter(({ call_id: id }) => id !== call.call_id);
  if (isUnderWay(call)) return { ...live, state: 'live', calls: [...others, call].toSorted(byAge) };
  return {
    state: 'live',
    calls: others,
    ended: live.ended + (others.length < live.calls.length || call.closed ? 1 : 0),
  };
}

/** One is told of no more, though it may go on: it is not counted as ended. */
export function withoutCall(live: LiveCalls, callId: string): LiveCalls {
  return { ...live, state: 'live', calls: live.calls.filter(({ call_id: id }) => id !== callId) };
}

function isUnderWay({ status, closed }: LiveCall): boolean {
  return status !== 'ended' && !closed;
}

function byAge(a: LiveCall, b: LiveCall): number {
  return Date.parse(a.opened_at) - Date.parse(b.opened_at) || (a.call_id < b.call_id ? -1 : 1);
}
