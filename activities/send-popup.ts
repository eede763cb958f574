import { randomUUID } from 'node:crypto';
import { hasHungUp } from '../db/inbox.ts';
import { claimPopup, markPopup, MAX_POPUP_ATTEMPTS, popupStanding, restMs, type PopupClaim } from '../db/popups.ts';
import { timeLeftMs } from '../domain/popup-merging.ts';
import { popupText } from '../domain/popup-text.ts';
import { UonError } from '../uon/errors.ts';
import type { PopupOrder } from '../domain/popup-order.ts';
import type { Ask, Quick } from './contract/asked.ts';
import type { PopupOutcome } from './contract/popups.ts';
import { countSent, dropUnsent, inFlight, markOf, resting } from './popup-ends.ts';
import { linksOf } from './signed-links.ts';
import { slotWhile } from './slot-while.ts';
import type { UonDeps, UonTurn } from './uon-request.ts';

/**
 * Sends a popup that a call owes a manager: at most twice, the second time only where the first may not have arrived, a moment after
 * it, and never later than its time to live or than the hangup. The row of call and manager is claimed right before the request
 * leaves and marked after it, so that two who send at once, or one who was cut off and wakes up late, see each other.
 */
export async function sendPopup(deps: UonDeps, ask: Ask, turn: UonTurn, popup: PopupOrder): Promise<PopupOutcome> {
  const standing = await popupStanding(deps.pool, keyOf(ask, popup), restMs(leftMs(popup)));
  if (standing !== 'free') return settle(deps, ask, popup, standing);
  return (await dropUnwanted(deps, ask, popup)) ?? request(deps, ask, turn, popup, leftMs(popup));
}

/**
 * The quick way: the slot and, if U-ON is quick too, the answer in time; else an ordinary activity takes over. A
 * request that has left is not given up: its answer is noted whenever it comes, and whoever takes over waits for it.
 */
export async function sendPopupNow(
  deps: UonDeps,
  ask: Ask,
  turn: UonTurn,
  popup: PopupOrder,
  limits: { readonly slotMs: number; readonly answerMs: number },
): Promise<Quick<PopupOutcome>> {
  const sending = request(deps, ask, turn, popup, Math.min(limits.slotMs, leftMs(popup)))
    .then((value): Quick<PopupOutcome> => ({ done: true, value }))
    .catch((error: unknown): Quick<PopupOutcome> => {
      if (error instanceof UonError && error.kind === 'refused') throw deps.failures.from(error, {});
      const { kind } = error instanceof UonError ? error : { kind: 'error' };
      deps.log.warn({ enterprise: ask.enterprise, callId: ask.callId, kind }, 'popup not sent the quick way');
      return { done: false };
    });
  return Promise.race([sending, after(limits.answerMs)]);
}

async function request(
  deps: UonDeps,
  ask: Ask,
  { access, enterprise, options }: UonTurn,
  popup: PopupOrder,
  slotMs: number,
): Promise<PopupOutcome> {
  const key = keyOf(ask, popup);
  const hasHungUpNow = () => hasHungUp(deps.pool, ask.enterprise, ask.callId);
  const slot = slotWhile(deps, slotMs, { ...options, class: 'popup' }, hasHungUpNow);
  const { variant, eventAtMs } = popup;
  const text = popupText(popup.facts, linksOf(deps.signLink, ask, enterprise, popup));
  const sender = randomUUID();
  const claims: PopupClaim[] = [];
  const mayLeave = async () => {
    const claim = await claimPopup(deps.pool, key, { variant, sender, eventAtMs, rest: restMs(leftMs(popup)) });
    claims.push(claim);
    return claim === 'mine';
  };
  try {
    await deps.uon.notify(access, { managerId: popup.managerId, text }, { ...slot.options, mayLeave });
  } catch (error) {
    if (!(error instanceof UonError)) throw error;
    const claim = claims.at(-1);
    if (error.kind === 'held-back' && claim && claim !== 'mine') return await settle(deps, ask, popup, claim);
    return await unsent(deps, ask, popup, { error, sender });
  } finally {
    slot.dispose();
  }
  // It arrived, whether that can be noted or not.
  await markPopup(deps.pool, key, sender, 'sent').catch((error: unknown) => {
    deps.log.warn({ err: error, callId: ask.callId }, 'a popup could not be marked');
  });
  const delayMs = Date.now() - popup.eventAtMs;
  countSent(deps, enterprise, ask.callId, popup);
  deps.log.info({ enterprise: ask.enterprise, callId: ask.callId, managerId: popup.managerId, delayMs }, 'popup sent');
  return 'sent';
}

/** After a failure: it is tried again unless it may have arrived twice, or nobody wants it any more. */
async function unsent(
  deps: UonDeps,
  ask: Ask,
  popup: PopupOrder,
  { error, sender }: { readonly error: UonError; readonly sender: string },
): Promise<PopupOutcome> {
  const isUnclear = error.kind === 'unclear';
  const attempts = await markPopup(deps.pool, keyOf(ask, popup), sender, markOf(error));
  if (isUnclear && attempts >= MAX_POPUP_ATTEMPTS) {
    deps.metrics.popup('unclear', popup.variant, ask.enterprise);
    return 'unclear';
  }
  const dropped = isUnclear ? null : await dropUnwanted(deps, ask, popup);
  if (dropped) return dropped;
  throw error;
}

/** What somebody else made of it. */
async function settle(
  deps: UonDeps,
  ask: Ask,
  popup: PopupOrder,
  claim: Exclude<PopupClaim, 'mine'>,
): Promise<PopupOutcome> {
  if (claim === 'over') return dropUnsent(deps, keyOf(ask, popup), popup, 'over');
  if (claim === 'in-flight') throw inFlight(deps);
  if (claim !== 'resting') return claim;
  const dropped = await dropUnwanted(deps, ask, popup);
  if (dropped) return dropped;
  throw resting(deps, leftMs(popup));
}

/** Drops a popup that nobody wants any more; null for one that is still wanted. */
async function dropUnwanted(deps: UonDeps, ask: Ask, popup: PopupOrder): Promise<PopupOutcome | null> {
  if (await hasHungUp(deps.pool, ask.enterprise, ask.callId)) return dropUnsent(deps, keyOf(ask, popup), popup, 'over');
  return leftMs(popup) > 0 ? null : dropUnsent(deps, keyOf(ask, popup), popup, 'dropped');
}

function leftMs(popup: PopupOrder): number {
  return timeLeftMs(popup, Date.now());
}

function keyOf(ask: Ask, popup: PopupOrder) {
  return { enterprise: ask.enterprise, callId: ask.callId, managerId: popup.managerId };
}

function after(ms: number): Promise<{ readonly done: false }> {
  return new Promise((resolve) => void setTimeout(resolve, ms, { done: false }).unref());
}
