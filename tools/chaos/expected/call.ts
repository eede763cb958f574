import { MANAGER_OF, type Agency } from '../plan/agencies.ts';
import type { PlannedCall } from '../plan/calls.ts';

/** A value that must be so, or one of those that are right. */
export type OneOf<T> = readonly T[];

export interface ExpectedRecord {
  readonly phone: string;
  readonly direction: 1 | 2;
  readonly managers: OneOf<number | null>;
  readonly durationS: number;
  readonly start: string | null;
  readonly saysAnswered: boolean;
}

export interface ExpectedTask {
  readonly managers: OneOf<number>;
}

/** What U-ON must have of one call, by the settings of its agency. Nothing of it is computed by the code under test. */
export interface ExpectedCall {
  /** The entry in U-ON's call history; null where there must be none. */
  readonly record: ExpectedRecord | null;
  readonly task: ExpectedTask | null;
  /** The managers who are to have a popup. */
  readonly popups: readonly number[];
  /** A recording that must be told: in the record, or as a note on lead or client. */
  readonly recordUrl: string | null;
}

const NOTHING: ExpectedCall = { record: null, task: null, popups: [], recordUrl: null };

export function expectedOfCall(call: PlannedCall, { rules }: Agency): ExpectedCall {
  const { facts } = call;
  if (!facts.concernsClient || facts.direction === 'internal') return NOTHING;
  const popups = rules.popups[facts.direction] ? popupManagers(call, rules.maxManagers) : [];
  // A call that nobody ended is told to U-ON only if somebody talked.
  if (call.digits === null || (!facts.hasHangup && !facts.answered)) return { ...NOTHING, popups };
  return {
    record: {
      phone: call.digits,
      direction: facts.direction === 'outgoing' ? 1 : 2,
      managers: recordManagers(call, rules.talker),
      durationS: facts.durationS,
      start: facts.start,
      saysAnswered: facts.answered,
    },
    task: facts.answered || facts.direction === 'outgoing' || !rules.task ? null : taskOf(call, rules.more),
    popups,
    recordUrl: facts.recordUrl,
  };
}

/** The manager of whoever talked; null in the list where nobody has that extension. */
export function talkingManagers(call: PlannedCall, which: 'first' | 'last'): OneOf<number | null> {
  const { talkers } = call.facts;
  if (talkers === null) return [null];
  const [first, last] = talkers;
  return [MANAGER_OF[which === 'first' ? first : last] ?? null];
}

/** A missed call is put down to the first that was rung. */
function recordManagers(call: PlannedCall, which: 'first' | 'last'): OneOf<number | null> {
  if (call.facts.answered) return talkingManagers(call, which);
  return [MANAGER_OF[call.facts.rung[0] ?? ''] ?? null];
}

/** The client's manager, else the first rung extension's, else the default one; without any there is no task. */
function taskOf(call: PlannedCall, more: Readonly<Record<string, unknown>> = {}): ExpectedTask | null {
  const byDefault = more['default_manager_id'];
  const manager =
    call.known?.managerId ??
    MANAGER_OF[call.facts.rung[0] ?? ''] ??
    (typeof byDefault === 'number' ? byDefault : undefined);
  return manager === undefined ? null : { managers: [manager] };
}

function popupManagers(call: PlannedCall, most: number): readonly number[] {
  const managers = call.facts.rung.flatMap((extension) => MANAGER_OF[extension] ?? []);
  return [...new Set(managers)].slice(0, most);
}
