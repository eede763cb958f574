import type { PlannedCall } from '../plan/calls.ts';
import type { Plan } from '../plan/plan.ts';
import type { Departure } from '../run/departures.ts';
import type { OwnState } from '../run/own-state.ts';
import type { Deliveries } from '../run/play.ts';
import type { Timeline } from '../run/timeline.ts';
import type { AccountState, Arrival } from '../run/uon-remote.ts';

/** What may be wrong with what a run left behind. `wrong`: there, once, and not as it should be. */
export const FAULTS = ['lost', 'doubled', 'out of order', 'over the limit', 'wrong'] as const;
export type FaultKind = (typeof FAULTS)[number];

export interface Finding {
  readonly kind: FaultKind;
  /** The call that it is about; null where it is about none, or about an account. */
  readonly call: PlannedCall | null;
  readonly what: string;
}

/** All that a run left behind. */
export interface Observed {
  readonly plan: Plan;
  readonly deliveries: Deliveries;
  readonly timeline: Timeline;
  readonly uon: Readonly<Record<string, AccountState>>;
  /** In the order of arrival. */
  readonly arrivals: readonly Arrival[];
  /** In the order in which they left. */
  readonly departures: readonly Departure[];
  readonly own: OwnState;
}

export function finding(kind: FaultKind, call: PlannedCall | null, what: string): Finding {
  return { kind, call, what };
}
