import { seededRandom } from '../../../simulators/pbx/random.ts';
import { planAgencies, type Agency } from './agencies.ts';
import { planCalls, type PlannedCall } from './calls.ts';
import { planFaults, type PlannedFault } from './faults.ts';
import { planKills, type PlannedKill } from './kills.ts';

export interface PlanOptions {
  readonly seed: number;
  readonly calls: number;
  readonly accounts: number;
  readonly kills: boolean;
  readonly faults: boolean;
  /** On which Temporal server; the plan is the same on both. */
  readonly isReal: boolean;
}

/** All that is going to happen, in milliseconds from the beginning. */
export interface Plan {
  readonly options: PlanOptions;
  /** Calls begin, faults strike and processes die within this time. */
  readonly lengthMs: number;
  /** After so many hours the brief agencies' calls give up waiting for a hangup. */
  readonly briefHours: number;
  readonly agencies: readonly Agency[];
  readonly calls: readonly PlannedCall[];
  readonly faults: readonly PlannedFault[];
  readonly kills: readonly PlannedKill[];
}

const MS_PER_CALL = 400;
const SHORTEST_MS = 30_000;

/** The plan of a seed: always the same. What the machine makes of its timing is not. */
export function makePlan(options: PlanOptions): Plan {
  const { seed, accounts } = options;
  const lengthMs = Math.max(SHORTEST_MS, options.calls * MS_PER_CALL);
  const agencies = planAgencies(accounts, seed);
  // A source of chance for each part: without kills the calls of a seed are still the same.
  const chance = (part: number) => seededRandom(seed * 16 + part);
  const calls = planCalls({ random: chance(1), count: options.calls, agencies, lengthMs });
  return {
    options,
    lengthMs,
    // 36 s at least: longer than a brief agency's call with a hangup takes, outages included.
    briefHours: Math.max(0.01, lengthMs / 3_600_000 / 2),
    agencies,
    calls,
    faults: options.faults ? planFaults({ random: chance(2), agencies, calls: options.calls, lengthMs }) : [],
    kills: options.kills ? planKills({ random: chance(3), lengthMs }) : [],
  };
}
