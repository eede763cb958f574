import type { Ask } from '../activities/contract/asked.ts';
import type { FoundClient, KnownDetails } from '../activities/contract/greeting.ts';
import { phoneOf } from '../domain/call-facts.ts';
import type { CallState } from '../domain/call-state.ts';
import { accountOf, type CallTerms } from '../domain/call-terms.ts';
import type { LeadSummary } from '../domain/client-lists.ts';
import type { PopupCaller } from '../domain/popup-facts.ts';
import { basicCaller, callerFound, callerWithoutLookup } from '../domain/popup-order.ts';
import { inTime } from './in-time.ts';
import { detailsInTime } from './popup-details.ts';

/** Details are waited for so long after the greeting, which took a second at most; then the basic popup goes out. */
export const DETAILS_WAIT_MS = 2_000;

export interface CallerWanted {
  readonly ask: Ask;
  readonly state: CallState;
  readonly terms: CallTerms;
  /** Who calls, by the greeting or as it is asked now; nothing where U-ON refuses for good. */
  readonly lookup: () => Promise<FoundClient | null | undefined>;
  /** What else the greeting knew of who calls. */
  readonly known: KnownDetails | null;
  /** The client's leads, from whoever reads them first. */
  readonly leads: (clientId: string) => Promise<readonly LeadSummary[] | undefined>;
  readonly isOver: () => boolean;
  /** The client who is made of an unknown caller. */
  readonly newClient?: {
    /** Settles once he is made or is waited for no longer; null where none is made. */
    readonly due: (found: FoundClient) => Promise<unknown> | null;
    readonly id: () => string | null;
  };
}

/** Who calls, as far as it is known in time. */
export async function callerToShow(wanted: CallerWanted): Promise<PopupCaller> {
  const { ask, state, terms, known, leads, isOver, newClient } = wanted;
  const early = callerWithoutLookup(state, terms);
  if (early) return early;
  const phone = phoneOf(state, terms);
  const untilMs = Date.now() + DETAILS_WAIT_MS;
  const found = await inTime(wanted.lookup(), untilMs, isOver);
  if (!found || phone.kind !== 'number') return basicCaller(state, terms);
  const [details] = await Promise.all([
    detailsInTime({
      ...{ ask, account: accountOf(terms), phoneE164: phone.e164, found, known, leads, untilMs, isOver },
    }),
    newClient?.due(found) ?? null,
  ]);
  return callerFound(state, terms, { client: found.client, details, createdClientId: newClient?.id() ?? null });
}
