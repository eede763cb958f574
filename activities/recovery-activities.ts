import type pg from 'pg';
import { endCalls } from '../db/end-calls.ts';
import { endRecovery } from '../db/recoveries.ts';
import { numbersToDo, takeCalls, type TakenCall } from '../db/take-calls.ts';
import { callTerms } from '../domain/call-terms-of.ts';
import type { CallTerms } from '../domain/call-terms.ts';
import { finishedToShow, isToldOf, recordOfFinished } from '../domain/finished-call.ts';
import type { JournalStep } from '../domain/journal.ts';
import type { EndedRecoveredCall, RecoveryActivities, RecoveryKey } from './contract/recovery.ts';
import type { Settings } from './settings.ts';

/** What recoveries tell whoever counts. Must not throw. */
export interface RecoveryMetrics {
  /** `known`: a live call, or an earlier recovery, had done it. */
  calls(outcome: 'done' | 'known' | 'failed', count: number): void;
}

export interface RecoveryDeps {
  readonly pool: pg.Pool;
  readonly settings: Settings;
  readonly metrics: RecoveryMetrics;
}

/** So many numbers are known ahead. */
const NUMBERS = 100;
/** A portion of a number's calls: small enough for a payload, and for the locks that taking them holds. */
const CALLS = 25;
/** Portions in which there was nothing to do, before the workflow is asked again. */
const PORTIONS = 20;

/** The activities of recoveries on the queue `calls`. */
export function createRecoveryActivities(deps: RecoveryDeps): RecoveryActivities {
  const { pool, metrics } = deps;
  const end: RecoveryActivities['endCalls'] = async ({ recoveryId: id, enterprise }, ended) => {
    const count = await endCalls(pool, { id, enterprise }, ended);
    if (count === 0) return;
    const failed = ended.filter((one) => one.failed !== null).length;
    metrics.calls('failed', failed);
    metrics.calls('done', ended.length - failed);
  };
  return {
    nextNumbers: ({ recoveryId }, after) => numbersToDo(pool, recoveryId, after, NUMBERS),
    takeCalls: async (key, number) => {
      for (let portion = 0; portion < PORTIONS; portion += 1) {
        const { calls, taken } = await takePortion(deps, key, number, end);
        if (calls.length > 0 || taken < CALLS) return { calls, hasMore: taken === CALLS };
      }
      return { calls: [], hasMore: true };
    },
    endCalls: end,
    endRecovery: ({ recoveryId }) => endRecovery(pool, recoveryId),
  };
}

/** Takes calls and ends those that U-ON has nothing of: they stand in our journal alone. */
async function takePortion(
  { pool, settings, metrics }: RecoveryDeps,
  key: RecoveryKey,
  numberKey: string,
  end: RecoveryActivities['endCalls'],
) {
  const { recoveryId: id, enterprise } = key;
  const known = await settings.withAccess(enterprise);
  const terms = known && callTerms(known.enterprise, known.access?.account ?? null);
  const taken = await takeCalls(pool, { id, enterprise, numberKey }, CALLS);
  metrics.calls('known', taken.known);
  const alone = taken.calls.flatMap((one) => {
    const why = whyAlone(one, terms);
    return why === null ? [] : [endedAlone(one, terms, why)];
  });
  if (alone.length > 0) await end(key, alone);
  const ended = new Set(alone.map(({ position }) => position));
  return { taken: taken.taken, calls: taken.calls.filter(({ position }) => !ended.has(position)) };
}

/** Why U-ON is not told of a call; null where it is. */
function whyAlone({ call }: TakenCall, terms: CallTerms | null): string | null {
  if (!terms || recordOfFinished(call, terms)) return null;
  if (isToldOf(call, terms)) return 'U-ON logs calls by phone, and this one has none';
  return call.direction === 'internal' ? 'an internal call' : "a call of the agency's own number";
}

function endedAlone({ call, position, journal }: TakenCall, terms: CallTerms | null, why: string): EndedRecoveredCall {
  const step: JournalStep = { name: 'U-ON', at: new Date().toISOString(), status: 'skipped', error: why };
  const snapshot = { ...finishedToShow(call, terms, { clientId: null, leadId: null }), steps: [step] };
  return { position, journal, failed: null, snapshot };
}
