import { saveList, type KeptLists } from '../db/client-lists.ts';
import { leadSummaries, requestSummaries, type LeadSummary } from '../domain/client-lists.ts';
import { uonCalls } from '../domain/past-calls.ts';
import type { Client } from '../domain/uon-shapes.ts';
import { detailsFrom, listsOf, wanted, type AboutCaller, type HeldOfNumber } from './caller-details.ts';
import type { Ask, Tried } from './contract/asked.ts';
import type { KnownDetails } from './contract/greeting.ts';
import { leadStatuses, readManagers } from './directories.ts';
import { quickly, tried, type Limits } from './quickly.ts';
import type { UonDeps, UonTurn } from './uon-request.ts';

/** U-ON's history of calls is not waited for longer than what the card needs, and this. */
const HISTORY_MORE_MS = 300;
/** Nor asked where the account is busy, like names of managers: it would cost popups their slots. */
const SLOT_MS = 150;
/** With more popups than this the limit would have to space them. */
const HISTORY_POPUPS = 3;
/** Popups are out; a call that has no statuses by then reads its leads by itself. */
const STATUSES_MS = 300;

/** Whom details are asked of, and for how long. */
export interface Asked {
  readonly deps: UonDeps;
  readonly ask: Ask;
  readonly turn: UonTurn;
  readonly about: AboutCaller;
  readonly client: Client;
  readonly until: AbortSignal;
}

export interface AskedDetails {
  readonly known: KnownDetails;
  /**
   * Once popups are out: keeps what U-ON told to questions of `askedAt` (the database's clock), and gives the leads by fresh
   * statuses. Null where U-ON did not tell them in time.
   */
  keep(askedAt: Date): Promise<readonly LeadSummary[] | null>;
}

/** What a card tells of a client who was looked up: U-ON is asked for all at once. What it does not tell in time is shown as kept. */
export async function askDetails(asked: Asked, held: HeldOfNumber, popups: number): Promise<AskedDetails> {
  const { deps, turn, about, client } = asked;
  const kinds = wanted(turn.enterprise.uon.notifications);
  const leads = askFor(asked, (now) =>
    Promise.all([deps.uon.leadsOfClient(now.access, client.id, now.options), held.statuses ?? leadStatuses(deps, now)]),
  );
  const requests = kinds.includes('requests')
    ? askFor(asked, async (now) =>
        requestSummaries(await deps.uon.requestsOfClient(now.access, client.id, now.options)),
      )
    : Promise.resolve(null);
  const hasRoom = popups <= HISTORY_POPUPS;
  const calls = kinds.includes('calls') && hasRoom ? historyBeside(asked, [leads, requests]) : null;
  const managers =
    client.managerId !== null && held.areManagersOld
      ? askFor(asked, (now) => readManagers(deps, now), { slotMs: SLOT_MS, signal: asked.until })
      : null;
  const [kept, ofLeads, ofRequests, ofCalls, ofManagers] = await Promise.all([
    listsOf(deps.pool, about, client.id),
    leads,
    requests,
    calls,
    managers,
  ]);
  const known = ofManagers?.done ? { ...held, managers: ofManagers.value } : held;
  const told: KeptLists = {
    ...(ofLeads.done && { leads: fresh(leadSummaries(...ofLeads.value)) }),
    ...(ofRequests?.done && { requests: fresh(ofRequests.value) }),
    ...(ofCalls?.done && { calls: fresh(ofCalls.value) }),
  };
  const stale = kinds.filter((kind) => !told[kind]);
  const refused = [...(isRefused(ofLeads) ? ['leads'] : []), ...(isRefused(ofRequests) ? ['requests'] : [])];
  return {
    known: {
      details: detailsFrom(about, known, client, { ...kept, ...told }),
      awaited: stale.filter((kind) => kind !== 'calls').filter((kind) => !refused.includes(kind)),
      stale,
    },
    keep: async (askedAt) => {
      const toAct = ofLeads.done ? await byFreshStatuses(asked, ofLeads.value[0]) : null;
      const { leads: _shown, ...others } = told;
      // By statuses of before they are not kept.
      await keepTold(asked, { ...others, ...(toAct && { leads: fresh(toAct) }) }, askedAt);
      return toAct;
    },
  };
}

const fresh = <Row>(rows: readonly Row[]) => ({ rows, isFresh: true });
const isRefused = (asked: Tried<unknown> | null) => asked !== null && 'refused' in asked;

function askFor<T>({ deps, ask, turn, until }: Asked, work: (turn: UonTurn) => Promise<T>, limits: Limits = {}) {
  return tried(() => quickly(deps, ask, turn, work, { signal: until, ...limits }));
}

/** The client's calls in U-ON, while what the card needs is waited for anyway. Behind all that is live. */
async function historyBeside(asked: Asked, needed: readonly Promise<unknown>[]) {
  const { deps, turn, client, until } = asked;
  const over = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  void Promise.allSettled(needed).then(() => (timer = setTimeout(() => over.abort(), HISTORY_MORE_MS)));
  const patient = { ...asked, turn: { ...turn, options: { ...turn.options, class: 'creation' as const } } };
  const limits = { slotMs: SLOT_MS, signal: AbortSignal.any([until, over.signal]) };
  try {
    return await askFor(
      patient,
      async (now) => uonCalls(await deps.uon.callRecordsOfUser(now.access, client.id, now.options)),
      limits,
    );
  } finally {
    clearTimeout(timer);
  }
}

async function byFreshStatuses(asked: Asked, leads: Parameters<typeof leadSummaries>[0]) {
  const until = AbortSignal.timeout(STATUSES_MS);
  const statuses = await askFor({ ...asked, until }, (now) => leadStatuses(asked.deps, now));
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
