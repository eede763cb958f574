import type { PopupOrder } from '../domain/popup-order.ts';
import { UonError } from '../uon/errors.ts';
import type { Ask, Quick, Tried } from './contract/asked.ts';
import type { PopupOutcome } from './contract/popups.ts';
import { failureTextOf } from './failure.ts';
import { sendPopupNow } from './send-popup.ts';
import { slotWithin, type UonDeps, type UonTurn } from './uon-request.ts';

/** Slot and answer together; a local activity that takes longer would hold its workflow task. */
export const QUICK_MS = 1_000;
/**
 * An account this busy is the ordinary activities' business: many local activities that wait at once make workflow tasks
 * time out, whose repeats make more of them (seen with 24 calls at once on a loaded machine). Live requests get their slot
 * within 330 ms where the limit itself is what they wait for.
 */
const SLOT_MS = 400;

export interface Limits {
  readonly slotMs?: number;
  readonly signal?: AbortSignal;
}

/**
 * A request to U-ON within a second. What is not done in time, or fails, is the ordinary activity's: it knows how to wait, to
 * repeat and whom to tell. @throws the failure of what U-ON refuses for good
 */
export async function quickly<T>(
  deps: UonDeps,
  ask: Ask,
  turn: UonTurn,
  work: (turn: UonTurn) => Promise<T>,
  { slotMs = SLOT_MS, signal = AbortSignal.timeout(QUICK_MS) }: Limits = {},
): Promise<Quick<T>> {
  const { options, dispose } = slotWithin(slotMs, { ...turn.options, signal });
  try {
    return { done: true, value: await work({ ...turn, options }) };
  } catch (error) {
    if (!(error instanceof UonError)) throw error;
    const { kind, method } = error;
    if (kind === 'refused') throw deps.failures.from(error, {});
    deps.metrics.fellBack('ordinary-way', method);
    deps.log.warn({ enterprise: ask.enterprise, callId: ask.callId, kind, method }, 'not done the quick way');
    return { done: false };
  } finally {
    dispose();
  }
}

/** U-ON's final word is told as text: one request that is refused does not undo the others. */
export async function tried<T>(run: () => Promise<Quick<T>>): Promise<Tried<T>> {
  return run().catch((error: unknown) => {
    const refused = failureTextOf(error);
    if (refused === null) throw error;
    return { done: false, refused };
  });
}

/** A popup within the same time. */
export async function popupQuickly(
  deps: UonDeps,
  ask: Ask,
  turn: UonTurn,
  popup: PopupOrder,
): Promise<Quick<PopupOutcome>> {
  const sent = await sendPopupNow(deps, ask, turn, popup, { slotMs: SLOT_MS, answerMs: QUICK_MS });
  if (!sent.done) deps.metrics.fellBack('ordinary-way', 'notification/create');
  return sent;
}
