import type pg from 'pg';
import { keptLists, SHOWN_FOR_S, type KeptLists } from '../db/client-lists.ts';
import { freshDirectory, keptDirectory } from '../db/directories.ts';
import { lastCallsOf } from '../db/past-calls.ts';
import type { Enterprise } from '../domain/enterprise.ts';
import type { OurCall } from '../domain/past-calls.ts';
import { callerDetails } from '../domain/popup-details.ts';
import type { NotificationSettings } from '../domain/settings/notifications.ts';
import type { LeadStatus, Manager } from '../domain/uon-shapes.ts';
import type { FoundClient, KnownDetails, ListKind } from './contract/greeting.ts';

/** Of which call and number details are wanted. */
export interface AboutCaller {
  readonly enterprise: Enterprise;
  readonly account: string;
  readonly callId: string;
  readonly phoneE164: string;
}

/** What we know whoever the number belongs to. */
export interface HeldOfNumber {
  readonly ours: readonly OurCall[];
  readonly managers: readonly Manager[];
  /** Nobody has read them for a day: an agency whose U-ON tells us nothing by itself. */
  readonly areManagersOld: boolean;
  /** As they may be shown: those of the day. What a call does is decided by fresh ones. */
  readonly statuses: readonly LeadStatus[] | null;
}

export async function heldOfNumber(pool: pg.Pool, about: AboutCaller): Promise<HeldOfNumber> {
  const { enterprise, account, callId, phoneE164 } = about;
  // Of one that is not to be shown it is still told that it was missed.
  const limit = Math.max(1, enterprise.uon.notifications.last_calls);
  const [ours, managers, statuses] = await Promise.all([
    lastCallsOf(pool, { enterprise: enterprise.number, phoneE164 }, { limit, exceptCallId: callId }),
    keptDirectory(pool, account, 'managers'),
    freshDirectory(pool, account, 'lead-statuses', SHOWN_FOR_S),
  ]);
  const areManagersOld = !managers || managers.fetchedAt.getTime() < Date.now() - SHOWN_FOR_S * 1_000;
  return { ours, managers: managers?.rows ?? [], areManagersOld, statuses };
}

/** What is known of a caller without a question to U-ON, and what of it can't be gone by. */
export function keptDetails(
  about: AboutCaller,
  held: HeldOfNumber,
  { client }: FoundClient,
  lists: KeptLists,
): KnownDetails {
  const kinds = client ? wanted(about.enterprise.uon.notifications) : [];
  const stale = kinds.filter((kind) => !lists[kind]?.isFresh);
  return { details: detailsFrom(about, held, client, lists), awaited: awaitedOf(stale), stale };
}

/** What is worth waiting for: U-ON's history of calls is not. */
export function awaitedOf(stale: readonly ListKind[]): KnownDetails['awaited'] {
  return stale.filter((kind) => kind !== 'calls');
}

/** What the settings show of a client. */
export function wanted({ last_calls, show_requests }: NotificationSettings): readonly ListKind[] {
  return ['leads', ...(show_requests ? (['requests'] as const) : []), ...(last_calls > 0 ? (['calls'] as const) : [])];
}

/** A client's lists that may be shown; none of nobody. */
export async function listsOf(
  pool: pg.Pool,
  { enterprise, account }: AboutCaller,
  { client }: FoundClient,
): Promise<KeptLists> {
  if (!client) return {};
  const key = { enterprise: enterprise.number, account, clientId: client.id };
  return keptLists(pool, key, enterprise.uon.cache.profile_s);
}

export function detailsFrom(
  { enterprise, callId }: AboutCaller,
  held: HeldOfNumber,
  client: FoundClient['client'],
  { leads, requests, calls }: KeptLists,
): KnownDetails['details'] {
  const known = { client, leads: leads?.rows ?? null, requests: requests?.rows ?? null, uon: calls?.rows ?? [] };
  const { timezone, uon } = enterprise;
  return callerDetails({ ...held, ...known, exceptCallId: callId, timezone }, uon.notifications);
}
