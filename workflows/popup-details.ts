import type { Ask } from '../activities/contract/asked.ts';
import type { FoundClient, KnownDetails, ListKind } from '../activities/contract/greeting.ts';
import type { LeadSummary } from '../domain/client-lists.ts';
import { activeLeads, newestRequests } from '../domain/popup-details.ts';
import { NO_DETAILS, type CallerDetails } from '../domain/popup-facts.ts';
import { orFault } from './activity-failures.ts';
import { database, inTurn, uon } from './activity-proxies.ts';
import { inTime } from './in-time.ts';

/** What is read for the next popup is not worth more than this. */
const REFRESH_WITHIN_MS = 60_000;

export interface DetailsWanted {
  readonly ask: Ask;
  readonly account: string;
  readonly phoneE164: string;
  readonly found: FoundClient;
  /** What the greeting knew; null where it had not found who calls. */
  readonly known: KnownDetails | null;
  /** The client's leads, from whoever reads them first. */
  readonly leads: (clientId: string) => Promise<readonly LeadSummary[] | undefined>;
  /** The popup goes out then with what is known (epoch ms). */
  readonly untilMs: number;
  readonly isOver: () => boolean;
}

/** What a popup that still waits tells of its caller, by ordinary activities as far as they come in time. */
export async function detailsInTime(wanted: DetailsWanted): Promise<CallerDetails> {
  const { ask, account, phoneE164, found, untilMs, isOver } = wanted;
  const known = wanted.known ?? (await inTime(readKnown(ask, phoneE164, found), untilMs, isOver));
  if (!known) return NO_DETAILS;
  const { client } = found;
  if (!client) return known.details;
  const awaits = (kind: 'leads' | 'requests') => known.awaited.includes(kind);
  const withinMs = Math.max(1, untilMs - Date.now());
  const [leads, requests] = await Promise.all([
    awaits('leads') ? inTime(wanted.leads(client.id), untilMs, isOver) : undefined,
    awaits('requests') ? inTime(readRequests(ask, account, client.id, withinMs), untilMs, isOver) : undefined,
  ]);
  if (!wanted.known) {
    const kinds = known.stale.filter((kind) => kind === 'calls');
    readForNextTime(ask, account, client.id, kinds);
  }
  return {
    ...known.details,
    ...(leads && { leads: activeLeads(leads) }),
    ...(requests && { requests: newestRequests(requests) }),
  };
}

/** What a popup showed though it was not fresh, or could not show: what is awaited is read anyway. */
export function toReadNextTime({ stale, awaited }: KnownDetails): readonly ListKind[] {
  return stale.filter((kind) => kind === 'calls' || !awaited.includes(kind));
}

/**
 * Reads what was not fresh, behind all that is live, so that the next popup has it. Nobody waits for it, nor is it a step of the
 * call: U-ON's failures are logged by the activity.
 */
export function readForNextTime(ask: Ask, account: string, clientId: string, kinds: readonly ListKind[]): void {
  const behind = { ...ask, class: 'hangup' } as const;
  const activities = uon(account, 'hangup', REFRESH_WITHIN_MS);
  const read = {
    leads: () => activities.listLeads.executeWithOptions({ summary: 'lead-by-client' }, [behind, clientId, STALE]),
    requests: () =>
      activities.listRequests.executeWithOptions({ summary: 'request-by-client' }, [behind, clientId, STALE]),
    calls: () =>
      activities.listCalls.executeWithOptions({ summary: 'call_history_by_user' }, [behind, clientId, STALE]),
  };
  for (const kind of kinds) void read[kind]().catch(orFault);
}

const STALE = { fresh: false };

function readKnown(ask: Ask, phoneE164: string, found: FoundClient): Promise<KnownDetails | null> {
  const options = { summary: 'what is known of the caller' };
  return inTurn(() =>
    database.callerDetails.executeWithOptions(options, [ask.enterprise, ask.callId, phoneE164, found]),
  );
}

function readRequests(ask: Ask, account: string, clientId: string, withinMs: number) {
  const options = { summary: 'request-by-client' };
  return uon(account, 'live', withinMs).listRequests.executeWithOptions(options, [ask, clientId, { fresh: true }]);
}
