import { randomUUID } from 'node:crypto';
import { claimMerged, endedCalls, markMerged, popupStandings } from '../db/merged-popups.ts';
import { restMs, type PopupStanding } from '../db/popups.ts';
import { answerOf } from '../domain/call-answer.ts';
import { addEvent, newCall } from '../domain/call-state.ts';
import { callTerms } from '../domain/call-terms-of.ts';
import { mergedPopupText } from '../domain/merged-popup-text.ts';
import type { PopupLinks } from '../domain/popup-links.ts';
import { planMerged, timeLeftMs, type CallEnd, type MergedPlan } from '../domain/popup-merging.ts';
import { popupText } from '../domain/popup-text.ts';
import type { ReceivedEvent } from '../domain/received-event.ts';
import { UonError } from '../uon/errors.ts';
import type { MergedOrder, OwedPopup, PopupEnd, PopupOutcome } from './contract/popups.ts';
import { countSent, dropUnsent, inFlight, markOf, resting } from './popup-ends.ts';
import { linksOf } from './signed-links.ts';
import { slotWhile } from './slot-while.ts';
import { aboutOf, type UonDeps, type UonTurn } from './uon-request.ts';

/** Popups of one manager as they stand right before one request is to tell of them. */
interface Standing {
  /** How popups stand that are over with already: sent by an attempt before this one, say. */
  readonly settled: ReadonlyMap<string, PopupOutcome>;
  readonly plan: MergedPlan<OwedPopup>;
  readonly ended: ReadonlyMap<string, CallEnd>;
}

/**
 * Sends one popup that tells a manager of all that a window has collected, by the rules of a single one: its rows are claimed
 * together right before it leaves and marked together after it, nobody is told twice, nobody too late, and nobody once none of the
 * calls goes on. A call that ends while the request waits changes the text, and it begins anew.
 */
export async function sendMergedPopup(deps: UonDeps, turn: UonTurn, order: MergedOrder): Promise<readonly PopupEnd[]> {
  for (let failed: Failed | null = null; ;) {
    const standing = await standingNow(deps, turn, order);
    const { settled, plan } = standing;
    if (failed) countUnclear(deps, order, failed.told, settled);
    // Tried already, and nothing has changed: a later attempt may fare better.
    if (failed?.of === sameness(standing)) throw failed.error;
    const error = plan.told.length === 0 ? null : await request(deps, turn, order, standing);
    if (error === null) {
      const ends = new Map(settled);
      for (const { callId } of plan.told) ends.set(callId, 'sent');
      const { enterprise, managerId } = order;
      for (const { popup: owed, why } of plan.dropped) {
        const { callId, popup } = owed;
        ends.set(callId, await dropUnsent(deps, { enterprise, callId, managerId }, popup, why));
      }
      return endsOf(order, ends);
    }
    failed = { of: sameness(standing), told: plan.told, error };
  }
}

/** The request before this one; `of`: what it went by. */
interface Failed {
  readonly of: string;
  readonly told: readonly OwedPopup[];
  readonly error: UonError;
}

/** @throws where an earlier attempt may still get its answer */
async function standingNow(deps: UonDeps, { enterprise, access }: UonTurn, order: MergedOrder): Promise<Standing> {
  const callIds = order.popups.map(({ callId }) => callId);
  const leftMs = leastLeftMs(order.popups);
  const [standings, events] = await Promise.all([
    popupStandings(deps.pool, order, callIds, restMs(leftMs)),
    endedCalls(deps.pool, order.enterprise, callIds),
  ]);
  const kinds = new Set(standings.values());
  if (kinds.has('in-flight')) throw inFlight(deps);
  if (kinds.has('resting')) throw resting(deps, leftMs);
  const free = order.popups.filter(({ callId }) => standings.get(callId) === 'free');
  const settled = new Map<string, PopupOutcome>();
  for (const [callId, standing] of standings) if (isSettled(standing)) settled.set(callId, standing);
  const terms = callTerms(enterprise, access.account);
  const ended = new Map([...events].map(([callId, told]) => [callId, endOf(callId, told, terms)]));
  return { settled, plan: planMerged(free, (callId) => ended.has(callId), Date.now()), ended };
}

function isSettled(standing: PopupStanding): standing is 'sent' | 'dropped' | 'unclear' {
  return standing === 'sent' || standing === 'dropped' || standing === 'unclear';
}

function endOf(callId: string, events: readonly ReceivedEvent[], terms: ReturnType<typeof callTerms>): CallEnd {
  const isMissed = answerOf(events.reduce(addEvent, newCall(callId)), terms).kind === 'missed';
  return isMissed ? 'missed' : 'over';
}

/** What decides on text and recipients. */
function sameness({ plan, ended }: Standing): string {
  return JSON.stringify([plan.told.map(({ callId }) => callId), [...ended.keys()].toSorted()]);
}

/** The one request; null once it was sent, else why it was not, with its rows marked. */
async function request(
  deps: UonDeps,
  { access, enterprise, options }: UonTurn,
  order: MergedOrder,
  { plan: { told }, ended }: Standing,
): Promise<UonError | null> {
  const { pool } = deps;
  const { managerId } = order;
  const callIds = told.map(({ callId }) => callId);
  const endedNow = callIds.filter((callId) => ended.has(callId));
  const leftMs = leastLeftMs(told);
  const about = aboutOf({ ...order, callId: newestOf(told, ended), class: 'live' }, options.about?.attempt);
  const slot = slotWhile(deps, leftMs, { ...options, class: 'popup', about }, async () => {
    return (await endedCalls(pool, order.enterprise, callIds)).size > endedNow.length;
  });
  const sender = randomUUID();
  const popups = told.map(({ callId, eventAtMs, popup: { variant } }) => ({ callId, variant, eventAtMs }));
  const mayLeave = () => claimMerged(pool, order, popups, { sender, ended: endedNow, rest: restMs(leftMs) });
  try {
    const linksFor = ({ callId, popup }: OwedPopup) => linksOf(deps.signLink, { callId }, enterprise, popup);
    const text = textOf(told, ended, order, linksFor);
    await deps.uon.notify(access, { managerId, text }, { ...slot.options, mayLeave });
  } catch (error) {
    if (!(error instanceof UonError)) throw error;
    await markMerged(pool, order, callIds, sender, markOf(error));
    return error;
  } finally {
    slot.dispose();
  }
  // It arrived, whether that can be noted or not.
  await markMerged(pool, order, callIds, sender, 'sent').catch((error: unknown) => {
    deps.log.warn({ err: error, enterprise: order.enterprise, managerId }, 'a merged popup could not be marked');
  });
  for (const { callId, popup } of told) countSent(deps, enterprise, callId, popup);
  deps.log.info({ enterprise: order.enterprise, managerId, calls: told.length }, 'merged popup sent');
  return null;
}

function leastLeftMs(popups: readonly OwedPopup[]): number {
  return Math.min(...popups.map((popup) => timeLeftMs(popup, Date.now())));
}

/** The newest of those that go on: whose request it is. */
function newestOf(told: readonly OwedPopup[], ended: ReadonlyMap<string, CallEnd>): string {
  const newestFirst = told.toSorted((a, b) => b.eventAtMs - a.eventAtMs);
  return (newestFirst.find(({ callId }) => !ended.has(callId)) ?? newestFirst[0])?.callId ?? '';
}

/** One call alone has the popup that it would have had. */
function textOf(
  told: readonly OwedPopup[],
  ended: ReadonlyMap<string, CallEnd>,
  { windowMs }: MergedOrder,
  linksFor: (popup: OwedPopup) => PopupLinks,
): string {
  const [only, ...others] = told;
  if (only && others.length === 0) return popupText(only.popup.facts, linksFor(only));
  const calls = told.map((owed) => ({
    facts: owed.popup.facts,
    links: linksFor(owed),
    ended: ended.get(owed.callId) ?? null,
  }));
  return mergedPopupText(calls, windowMs);
}

/** Those of a request that U-ON may have shown, and that are not sent again. */
function countUnclear(
  { metrics }: UonDeps,
  { enterprise }: MergedOrder,
  told: readonly OwedPopup[],
  settled: ReadonlyMap<string, PopupOutcome>,
): void {
  for (const { callId, popup } of told) {
    if (settled.get(callId) === 'unclear') metrics.popup('unclear', popup.variant, enterprise);
  }
}

function endsOf({ popups }: MergedOrder, ends: ReadonlyMap<string, PopupOutcome>): readonly PopupEnd[] {
  const sent = [...ends.values()].filter((outcome) => outcome === 'sent').length;
  return popups.flatMap(({ callId }) => {
    const outcome = ends.get(callId);
    return outcome ? [{ callId, outcome, together: outcome === 'sent' ? sent - 1 : 0 }] : [];
  });
}
