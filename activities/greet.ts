import { hasHungUp } from '../db/inbox.ts';
import { concernsClient, directionOf, phoneOf, sideOf } from '../domain/call-facts.ts';
import type { CallState } from '../domain/call-state.ts';
import { callTerms } from '../domain/call-terms-of.ts';
import { actionsFor, type CallTerms } from '../domain/call-terms.ts';
import { callerFound, callerWithoutLookup, popupOrder } from '../domain/popup-order.ts';
import { mergeWindowMs, popupTargets, wantsPopups, type PopupTarget } from '../domain/popup-policy.ts';
import type { PopupCaller } from '../domain/popup-facts.ts';
import { askDetails, type AskedDetails } from './ask-details.ts';
import {
  awaitedOf,
  heldOfNumber,
  keptDetails,
  listsOf,
  wanted,
  type AboutCaller,
  type HeldOfNumber,
} from './caller-details.ts';
import type { Ask } from './contract/asked.ts';
import type { FoundClient, Greeting, KnownDetails } from './contract/greeting.ts';
import { lookUpClient } from './find-client.ts';
import { popupQuickly, QUICK_MS, quickly, tried } from './quickly.ts';
import { termsNow } from './terms-now.ts';
import { aboutOf, asDetails, type UonDeps, type UonTurn } from './uon-request.ts';

const NOT_TRIED = { lookup: null, known: null, leads: null, popups: [] };

/** A greeting under way. */
interface Greeter {
  readonly deps: UonDeps;
  readonly ask: Ask;
  readonly turn: UonTurn;
  readonly state: CallState;
  readonly terms: CallTerms;
  /** Whom a popup is for. */
  readonly targets: readonly PopupTarget[];
  /** Details are asked for until then. */
  readonly until: AbortSignal;
}

/**
 * Greets a caller in one go: reads the settings, looks the caller up, and tells the managers who are rung. What is not done
 * within a second is left to ordinary activities, as are popups that wait for a client who is yet to be made.
 */
export async function greet(deps: UonDeps, ask: Ask, state: CallState, knownTerms: string | null): Promise<Greeting> {
  const until = AbortSignal.timeout(QUICK_MS);
  const [known, isOver] = await Promise.all([
    deps.settings.withAccess(ask.enterprise),
    hasHungUp(deps.pool, ask.enterprise, ask.callId),
  ]);
  if (!known) return { terms: { kind: 'gone' }, ...NOT_TRIED };
  const { enterprise, access } = known;
  const terms = callTerms(enterprise, access?.account ?? null);
  const told = { terms: termsNow(enterprise, access?.account ?? null, knownTerms) };
  if (isOver || !access || !concernsClient(state, terms)) return { ...told, ...NOT_TRIED };

  const turn: UonTurn = { access, enterprise, options: { class: 'live', about: aboutOf(ask) } };
  const greeter: Greeter = { deps, ask, turn, state, terms, targets: targetsOf(state, terms), until };
  const early = callerWithoutLookup(state, terms);
  if (!early && greeter.targets.length > 0) return { ...told, ...(await greetWithDetails(greeter)) };
  const behind: UonTurn = { ...turn, options: { ...turn.options, class: 'creation' } };
  const [lookup, popups] = await Promise.all([lookUp({ ...greeter, turn: behind }), early ? tell(greeter, early) : []]);
  if (lookup?.done) await lookup.value.remember();
  return { ...told, ...NOT_TRIED, lookup: lookup && foundOf(lookup), popups };
}

/** The popup tells at once what the database holds fresh of a client who is known there, and of the rest what U-ON says in time. */
async function greetWithDetails(greeter: Greeter): Promise<Omit<Greeting, 'terms'>> {
  const { deps, ask, turn, state, terms } = greeter;
  const phone = phoneOf(state, terms);
  if (phone.kind !== 'number') return NOT_TRIED;
  const { enterprise, access } = turn;
  const about: AboutCaller = { enterprise, account: access.account, callId: ask.callId, phoneE164: phone.e164 };
  const [lookup, held] = await Promise.all([lookUp(greeter), heldOfNumber(deps.pool, about)]);
  if (!lookup?.done) return { ...NOT_TRIED, lookup };
  const { found, askedAt, remember } = lookup.value;
  const { known, keep } = await detailsOf(greeter, about, held, found);
  const caller = callerToTell(greeter, found, known);
  const popups = caller && known.awaited.length === 0 ? await tell(greeter, caller) : [];
  const [leads] = await Promise.all([keep(askedAt), remember()]);
  return { lookup: { done: true, value: found }, known, leads, popups };
}

/** U-ON is asked for what is not kept fresh, and of a client whom it told of just now for all; its calls alone are no reason to ask. */
async function detailsOf(
  { deps, ask, turn, targets, until }: Greeter,
  about: AboutCaller,
  held: HeldOfNumber,
  found: FoundClient,
): Promise<AskedDetails> {
  const lists = await listsOf(deps.pool, about, found);
  const known = keptDetails(about, held, found, lists);
  const { client, source } = found;
  const kinds = client && source === 'uon' ? wanted(turn.enterprise.uon.notifications) : known.stale;
  if (!client || awaitedOf(kinds).length === 0) return { known, keep: nothingTold };
  // The lookup took its time: of a call that is over meanwhile nothing is asked.
  if (await hasHungUp(deps.pool, ask.enterprise, ask.callId))
    return { known: { ...known, awaited: [] }, keep: nothingTold };
  return askDetails(
    { deps, ask, turn: asDetails(turn), about, client, until },
    { kinds, held, lists, popups: targets.length },
  );
}

const nothingTold = () => Promise.resolve(null);

/** A number of which a client is made now is told of with his page: the workflow waits for it. */
function callerToTell({ state, terms }: Greeter, { client }: FoundClient, known: KnownDetails): PopupCaller | null {
  if (!client && actionsFor(terms, sideOf(state)).create_client_on_call) return null;
  return callerFound(state, terms, { client, details: known.details });
}

async function lookUp({ deps, ask, turn, state, terms }: Greeter) {
  const phone = phoneOf(state, terms);
  if (phone.kind !== 'number') return null;
  return tried(() =>
    quickly(deps, ask, turn, (inTime) => lookUpClient(deps, ask, inTime, phone.e164, { fresh: false })),
  );
}

function foundOf(lookup: NonNullable<Awaited<ReturnType<typeof lookUp>>>): Greeting['lookup'] {
  return lookup.done ? { done: true, value: lookup.value.found } : lookup;
}

function targetsOf(state: CallState, { uon }: CallTerms): readonly PopupTarget[] {
  const direction = directionOf(state);
  const isWanted = direction !== 'internal' && wantsPopups(uon.notifications, direction);
  return isWanted ? popupTargets(state.dials, uon) : [];
}

async function tell(
  { deps, ask, turn, state, terms, targets }: Greeter,
  caller: PopupCaller,
): Promise<Greeting['popups']> {
  // Collected with those of other calls, they are the business of their managers' workflows.
  if (mergeWindowMs(terms.uon.notifications) > 0) return [];
  return Promise.all(
    targets.map(async (target) => {
      const popup = popupOrder(state, terms, target, caller, Date.now());
      const ended = await tried(() => popupQuickly(deps, ask, turn, popup));
      return { managerId: target.managerId, ended };
    }),
  );
}
