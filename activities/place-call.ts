import { originate, OriginateError, type OriginateFailure } from '../asterisk/originate.ts';
import type { PlannedCall } from '../domain/originate.ts';
import type { PbxActivities } from './contract/pbx.ts';
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
/** A PBX is near: a name, a connection, its encryption that take longer do not come about. */
const CONNECT_MS = 3_000;

/** The activities that ask a PBX. */
export function createPbxActivities(deps: PbxDeps): PbxActivities {
  return { placeCall: (enterprise, call, latestMs) => placeCall(deps, { enterprise, call, latestMs }) };
}

interface Order {
  readonly enterprise: string;
  readonly call: PlannedCall;
  /** Epoch ms. Undefined in orders of a release that did not say. */
  readonly latestMs: number | undefined;
}

/** Has the PBX place a call: one request. */
async function placeCall(deps: PbxDeps, { enterprise, call, latestMs = Infinity }: Order): Promise<void> {
  const access = await deps.originateAccess(enterprise);
  if (!access) throw deps.failures.of('originate-refused', 'there is no originate_url any more');
  // The database may have kept it waiting.
  if (Date.now() > latestMs) throw deps.failures.of('originate-late', 'the click is too old');
  const options = { allowedHosts: deps.originateAllow, timeoutMs: ANSWER_MS, connectMs: CONNECT_MS };
  try {
    await originate({ ...access, ...call }, options);
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
