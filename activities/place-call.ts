import { originate, OriginateError, type OriginateFailure } from '../asterisk/originate.ts';
import type { PlannedCall } from '../domain/originate.ts';
import type { PbxActivities } from './contract.ts';
import type { FailureType, Failures } from './failure.ts';

export interface PbxDeps {
  /** Where the enterprise's PBX takes orders, as it is set now; null where it takes none. */
  readonly originateAccess: (enterprise: string) => Promise<{ url: string; secret: string | null } | null>;
  /** Of ORIGINATE_ALLOW. */
  readonly originateAllow: readonly string[];
  readonly failures: Failures;
}

/** Below the activity's timeout; a PBX that has not answered by then may place the call all the same. */
const ANSWER_MS = 10_000;

/** The activities that ask a PBX. */
export function createPbxActivities(deps: PbxDeps): PbxActivities {
  return { placeCall: (enterprise, call) => placeCall(deps, enterprise, call) };
}

/** Has the PBX place a call: one request. */
async function placeCall(deps: PbxDeps, enterprise: string, call: PlannedCall): Promise<void> {
  const access = await deps.originateAccess(enterprise);
  if (!access) throw deps.failures.of('originate-refused', 'there is no originate_url any more');
  try {
    await originate({ ...access, ...call }, { allowedHosts: deps.originateAllow, timeoutMs: ANSWER_MS });
  } catch (error) {
    throw error instanceof OriginateError ? deps.failures.of(TYPES[error.kind], error.message) : error;
  }
}

const TYPES: Readonly<Record<OriginateFailure, FailureType>> = {
  'not-allowed': 'originate-not-allowed',
  'not-sent': 'originate-not-sent',
  refused: 'originate-refused',
  unclear: 'originate-unclear',
};
