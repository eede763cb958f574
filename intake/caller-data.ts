import type pg from 'pg';
import type { Enterprise } from '../domain/enterprise.ts';
import { readPhone } from '../domain/phone.ts';
import { variantOf, wantsPopups } from '../domain/popup-policy.ts';
import { ownNumbers } from '../domain/settings/line.ts';
import { asksForClient, rulesOf } from '../domain/smart/chain.ts';
import { decide, silent, type Decision, type DecisionSettings, type Known } from '../domain/smart/decide.ts';
import { displayName } from '../domain/smart/display-name.ts';
import type { Client } from '../domain/uon-shapes.ts';
import type { ListsWanted } from '../workflows/lookup-messages.ts';
import type { CallerLookups } from './caller-lookups.ts';
import { NO_FACTS, storedFacts, type StoredFacts } from './stored-facts.ts';
import type { Deadline } from './deadline.ts';
import { NoRoomError, type WaitingRoom } from './waiting-room.ts';

export interface CallerDataDeps {
  readonly pool: pg.Pool;
  readonly hashPhone: (enterprise: string, e164: string) => string;
  readonly lookUp: CallerLookups;
  /** Keeps questions to a database that is slow from becoming ever more. */
  readonly room: WaitingRoom;
  /** Told of a question to the database that failed: the answer goes without it. */
  readonly onFailure: (error: unknown) => void;
  /** Our own tables did not say in time. */
  readonly onLate: () => void;
}

export interface CallerAsked {
  readonly enterprise: Enterprise;
  /** Null where U-ON is switched off, or has no key. */
  readonly account: string | null;
  /** Those of the enterprise, or others that are tried. */
  readonly settings: DecisionSettings;
  readonly callId: string;
  readonly phone: string;
  readonly wantsDialplan: boolean;
  /** A telephone that is about to ring; else a page, where somebody tries what it would be told. */
  readonly isCall: boolean;
}

/** Who calls and whom to ring, by what is known until the deadline. Never fails: what can't be known is not told. */
export async function callerData(deps: CallerDataDeps, asked: CallerAsked, deadline: Deadline): Promise<Decision> {
  const { enterprise, settings, wantsDialplan } = asked;
  if (settings.mode === 'off') return silent('mode_off', []);
  const phone = readPhone(asked.phone, enterprise.country);
  if (phone.kind !== 'number') return silent('no_number', phone.kind === 'hidden' ? ['hidden'] : []);
  if (ownNumbers(enterprise.lines).includes(phone.e164)) return silent('own_number', ['own_number']);
  const isRouted = settings.mode === 'route' && wantsDialplan;
  const stored = await storedInTime(deps, asked, { phoneE164: phone.e164, isRouted }, deadline);
  // A name of our own does for the screen; whom to ring only U-ON says.
  const isNamed = stored.customer !== null && displayName(stored.customer, settings) !== null;
  const waits = !isNamed || (isRouted && asksForClient(settings));
  const known = await knownInTime(deps, asked, { phoneE164: phone.e164, stored, waits }, deadline);
  return decide(settings, wantsDialplan, {
    ...stored,
    known,
    leads: stored.profile?.leads ?? [],
    hasActiveRequest: (stored.profile?.requests?.length ?? 0) > 0,
    userExtensions: enterprise.uon.user_extensions,
  });
}

async function storedInTime(
  deps: CallerDataDeps,
  { enterprise: { number, uon }, account, settings, callId }: CallerAsked,
  { phoneE164, isRouted }: { readonly phoneE164: string; readonly isRouted: boolean },
  deadline: Deadline,
): Promise<StoredFacts> {
  const key = { enterprise: number, phoneE164, phoneHash: deps.hashPhone(number, phoneE164), callId, account };
  const rules = isRouted ? rulesOf(settings) : [];
  const reading = deps.room
    .enter(number, () => storedFacts(deps.pool, { key, cache: uon.cache, rules }))
    .catch((error: unknown) => {
      if (!(error instanceof NoRoomError)) deps.onFailure(error);
      return null;
    });
  const stored = await deadline.within(reading, null);
  if (stored === null) deps.onLate();
  return stored ?? NO_FACTS;
}

/** U-ON's word: what is kept of it at once, however old; else the lookup's, if it comes in time. What is old is looked up afterwards. */
async function knownInTime(
  deps: CallerDataDeps,
  asked: CallerAsked,
  { phoneE164, stored, waits }: { readonly phoneE164: string; readonly stored: StoredFacts; readonly waits: boolean },
  deadline: Deadline,
): Promise<Known> {
  const { account, isCall } = asked;
  if (account === null) return { kind: 'uon-off' };
  if (stored.profile?.isFresh) return told(stored.profile.client, 'cache');
  // The database is not to be asked more while it does not answer: the lookup would wait for it too.
  if (stored === NO_FACTS) return { kind: 'not-known' };
  const old = stored.profile?.client ?? null;
  const isAwaited = old === null && waits;
  const input = { enterprise: asked.enterprise.number, account, phoneE164, isLive: isAwaited && isCall };
  const lookup = deps.lookUp(input, cardOf(asked));
  const answer = isAwaited ? await deadline.within(lookup.answer, null) : null;
  lookup.leave();
  if (answer?.kind === 'found') return told(answer.client, 'uon');
  if (answer?.kind === 'none') return told(null, 'uon');
  return old === null ? { kind: 'not-known' } : told(old, 'stale');
}

/** What the popups of the call that follows will show: it is read behind the answer, so that they find it. */
function cardOf({ enterprise: { uon }, callId, isCall }: CallerAsked): ListsWanted {
  const { notifications } = uon;
  const isShown = isCall && wantsPopups(notifications, 'incoming') && variantOf(callId, notifications) === 'enriched';
  return { leads: isShown, requests: isShown && notifications.show_requests };
}

function told(client: Client | null, source: 'cache' | 'stale' | 'uon'): Known {
  return { kind: 'told', client, source };
}
