import { saveList, type KeptLists } from '../db/client-lists.ts';
import { leadSummaries, requestSummaries, type LeadSummary } from '../domain/client-lists.ts';
import { askHistory, askManagers, type Asked } from './ask-beside.ts';
import { awaitedOf, detailsFrom, type HeldOfNumber } from './caller-details.ts';
import type { Tried } from './contract/asked.ts';
import type { KnownDetails, ListKind } from './contract/greeting.ts';
import { leadStatuses } from './directories.ts';
import { quickly, tried } from './quickly.ts';
import type { UonTurn } from './uon-request.ts';

/** With more popups than this the limit would have to space them. */
const HISTORY_POPUPS = 3;
/** Popups are out; a call that has no statuses by then reads its leads by itself. */
const STATUSES_MS = 300;

/** For what, and what is known without. */
export interface DetailsToAsk {
  readonly kinds: readonly ListKind[];
  readonly held: HeldOfNumber;
  readonly lists: KeptLists;
  /** How many wait for it. */
  readonly popups: number;
}

export interface AskedDetails {
  readonly known: KnownDetails;
  /**
   * Once popups are out: keeps what U-ON told to questions of `askedAt` (the database's clock), and gives the leads by fresh
   * statuses. Null where U-ON did not tell them in time.
   */
  keep(askedAt: Date): Promise<readonly LeadSummary[] | null>;
}

/** What a popup tells of a client of whom not all is kept: U-ON is asked at once for what is not. What it does not tell in time is shown as kept. */
export async function askDetails(asked: Asked, { kinds, held, lists, popups }: DetailsToAsk): Promise<AskedDetails> {
  const { about, client } = asked;
  const leads = kinds.includes('leads') ? askLeads(asked, held) : Promise.resolve(null);
  const requests = kinds.includes('requests') ? askRequests(asked) : Promise.resolve(null);
  const needed = [leads, requests];
  // Asked for first, it has its slot first: whose client it is is read sooner than calls.
  const managers = client.managerId !== null && held.areManagersOld ? askManagers(asked, needed) : null;
  const calls = kinds.includes('calls') && popups <= HISTORY_POPUPS ? askHistory(asked, needed) : null;
  const [ofLeads, ofRequests, ofCalls, ofManagers] = await Promise.all([leads, requests, calls, managers]);
  const known = ofManagers?.done ? { ...held, managers: ofManagers.value } : held;
  const told: KeptLists = {
    ...(ofLeads?.done && { leads: fresh(leadSummaries(...ofLeads.value)) }),
    ...(ofRequests?.done && { requests: fresh(ofRequests.value) }),
    ...(ofCalls?.done && { calls: fresh(ofCalls.value) }),
  };
  const stale = kinds.filter((kind) => !told[kind]);
  const refused = [...(isRefused(ofLeads) ? ['leads'] : []), ...(isRefused(ofRequests) ? ['requests'] : [])];
  return {
    known: {
      details: detailsFrom(about, known, client, { ...lists, ...told }),
      awaited: awaitedOf(stale).filter((kind) => !refused.includes(kind)),
      stale,
    },
    keep: async (askedAt) => {
      const toAct = ofLeads?.done ? await byFreshStatuses(asked, ofLeads.value[0]) : null;
      const { leads: _shown, ...others } = told;
      // By statuses of before they are not kept.
      await keepTold(asked, { ...others, ...(toAct && { leads: fresh(toAct) }) }, askedAt);
      return toAct;
    },
  };
}

const fresh = <Row>(rows: readonly Row[]) => ({ rows, isFresh: true });
const isRefused = (asked: Tried<unknown> | null) => asked !== null && 'refused' in asked;

function askLeads(asked: Asked, { statuses }: HeldOfNumber) {
  const { deps, client } = asked;
  return askFor(asked, (now) =>
    Promise.all([deps.uon.leadsOfClient(now.access, client.id, now.options), statuses ?? leadStatuses(deps, now)]),
  );
}

function askRequests(asked: Asked) {
  const { deps, client } = asked;
  return askFor(asked, async (now) =>
    requestSummaries(await deps.uon.requestsOfClient(now.access, client.id, now.options)),
  );
}

function askFor<T>({ deps, ask, turn, until }: Asked, work: (turn: UonTurn) => Promise<T>) {
  return tried(() => quickly(deps, ask, turn, work, { signal: until }));
}

async function byFreshStatuses(asked: Asked, leads: Parameters<typeof leadSummaries>[0]) {
  const until = AbortSignal.timeout(STATUSES_MS);
  const turn = { ...asked.turn, options: { ...asked.turn.options, class: 'creation' as const } };
  const statuses = await askFor({ ...asked, turn, until }, (now) => leadStatuses(asked.deps, now));
  return statuses.done ? leadSummaries(leads, statuses.value) : null;
}

async function keepTold({ deps, about, client }: Asked, lists: KeptLists, askedAt: Date): Promise<void> {
  const key = { enterprise: about.enterprise.number, account: about.account, clientId: client.id };
  const { leads, requests, calls } = lists;
  await Promise.all([
    leads && saveList(deps.pool, key, { kind: 'leads', rows: leads.rows }, askedAt),
    requests && saveList(deps.pool, key, { kind: 'requests', rows: requests.rows }, askedAt),
    calls && saveList(deps.pool, key, { kind: 'calls', rows: calls.rows }, askedAt),
  ]);
}
