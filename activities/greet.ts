import { hasHungUp } from '../db/inbox.ts';
import { concernsClient, directionOf, phoneOf, sideOf } from '../domain/call-facts.ts';
import type { CallState } from '../domain/call-state.ts';
import { callTerms } from '../domain/call-terms-of.ts';
import { actionsFor, type CallTerms } from '../domain/call-terms.ts';
import { callerFound, callerWithoutLookup, popupOrder } from '../domain/popup-order.ts';
import { mergeWindowMs, popupTargets, wantsPopups } from '../domain/popup-policy.ts';
import type { PopupCaller } from '../domain/popup-facts.ts';
import type { Ask, FoundClient, Greeting, Quick, Tried } from './contract.ts';
import { failureTextOf } from './failure.ts';
import { lookUpClient } from './find-client.ts';
import { popupQuickly, quickly } from './quickly.ts';
import { termsNow } from './terms-now.ts';
import { aboutOf, type UonDeps, type UonTurn } from './uon-request.ts';

const NOT_TRIED = { lookup: null, popups: [] };

/**
 * Greets a caller in one go: reads the settings, looks the caller up, and tells the managers who are rung. What is not done
 * within a second each is left to ordinary activities, as are popups that wait for a card which is yet to be made.
 */
export async function greet(deps: UonDeps, ask: Ask, state: CallState, knownTerms: string | null): Promise<Greeting> {
  const [known, isOver] = await Promise.all([
    deps.settings.withAccess(ask.enterprise),
    hasHungUp(deps.pool, ask.enterprise, ask.callId),
  ]);
  if (!known) return { terms: { kind: 'gone' }, ...NOT_TRIED };
  const { enterprise, access } = known;
  const terms = callTerms(enterprise, access?.account ?? null);
  const told = termsNow(enterprise, access?.account ?? null, knownTerms);
  if (isOver || !access || !concernsClient(state, terms)) return { terms: told, ...NOT_TRIED };

  const turn: UonTurn = { access, enterprise, options: { class: 'live', about: aboutOf(ask) } };
  const tell = (caller: PopupCaller | null) => tellManagers(deps, ask, turn, { state, terms, caller });
  const early = callerWithoutLookup(state, terms);
  const [lookup, sent] = await Promise.all([lookUp(deps, ask, turn, { state, terms }), early ? tell(early) : []]);
  const popups = early || !lookup?.tried.done ? sent : await tell(callerToTell(state, terms, lookup.tried.value));
  await lookup?.remember();
  return { terms: told, lookup: lookup?.tried ?? null, popups };
}

/** A number that gets a card now is told of with its card: the workflow waits for it. */
function callerToTell(state: CallState, terms: CallTerms, { client }: FoundClient): PopupCaller | null {
  if (!client && actionsFor(terms, sideOf(state)).create_client_on_call) return null;
  return callerFound(state, terms, { client });
}

async function lookUp(
  deps: UonDeps,
  ask: Ask,
  turn: UonTurn,
  { state, terms }: { readonly state: CallState; readonly terms: CallTerms },
): Promise<{ readonly tried: Tried<FoundClient>; remember(): Promise<void> } | null> {
  const phone = phoneOf(state, terms);
  if (phone.kind !== 'number') return null;
  const looked = await tried(() =>
    quickly(deps, ask, turn, (inTime) => lookUpClient(deps, ask, inTime, phone.e164, { fresh: false })),
  );
  if (!looked.done) return { tried: looked, remember: () => Promise.resolve() };
  const { found, remember } = looked.value;
  return { tried: { done: true, value: found }, remember };
}

async function tellManagers(
  deps: UonDeps,
  ask: Ask,
  turn: UonTurn,
  {
    state,
    terms,
    caller,
  }: { readonly state: CallState; readonly terms: CallTerms; readonly caller: PopupCaller | null },
): Promise<Greeting['popups']> {
  const direction = directionOf(state);
  // Collected with those of other calls, they are the business of their managers' workflows.
  if (mergeWindowMs(terms.uon.notifications) > 0) return [];
  if (!caller || direction === 'internal' || !wantsPopups(terms.uon.notifications, direction)) return [];
  return Promise.all(
    popupTargets(state.dials, terms.uon).map(async (target) => {
      const popup = popupOrder(state, terms, target, caller, Date.now());
      const ended = await tried(() => popupQuickly(deps, ask, turn, popup));
      return { managerId: target.managerId, ended };
    }),
  );
}

/** U-ON's final word is told as text: one popup that is refused does not undo the others. */
async function tried<T>(run: () => Promise<Quick<T>>): Promise<Tried<T>> {
  return run().catch((error: unknown) => {
    const refused = failureTextOf(error);
    if (refused === null) throw error;
    return { done: false, refused };
  });
}
