import type { Ask, Quick, QuickActivities } from './contract.ts';
import { UonError } from '../uon/errors.ts';
import { toFailure } from './failure.ts';
import { findClient } from './find-client.ts';
import { leadStatuses } from './leads.ts';
import { sendPopupNow } from './send-popup.ts';
import { classNow, slotWithin, type UonDeps, type UonTurn } from './uon-request.ts';

/** Slot and answer together; a local activity that takes longer would hold its workflow task. */
const QUICK_MS = 1_000;
/**
 * An account this busy is the ordinary activities' business: many local activities that wait at once make workflow tasks
 * time out, whose repeats make more of them (seen with 24 calls at once on a loaded machine). Live requests get their slot
 * within 330 ms where the limit itself is what they wait for.
 */
const SLOT_MS = 400;

/** The popup path as local activities of the worker that runs the workflow. */
export function createQuickActivities(deps: UonDeps): QuickActivities {
  return {
    findClientNow: (ask, phoneE164) =>
      quickly(deps, ask, (turn) => findClient(deps, ask, turn, phoneE164, { fresh: false })),
    leadStatusesNow: (ask) => quickly(deps, ask, (turn) => leadStatuses(deps, turn)),
    leadsOfClientNow: (ask, clientId) =>
      quickly(deps, ask, ({ access, options }) => deps.uon.leadsOfClient(access, clientId, options)),
    sendPopupNow: async (ask, popup) => {
      const turn = await turnFor(deps, ask);
      return turn ? sendPopupNow(deps, ask, turn, popup, { slotMs: SLOT_MS, answerMs: QUICK_MS }) : { done: false };
    },
  };
}

/** What is not done in time, or fails, is the ordinary activity's: it knows how to wait, to repeat and whom to tell. */
async function quickly<T>(deps: UonDeps, ask: Ask, work: (turn: UonTurn) => Promise<T>): Promise<Quick<T>> {
  // Nobody waits for the popup of a call that has hung up.
  if ((await classNow(deps.pool, ask)) !== 'live') return { done: false };
  const turn = await turnFor(deps, ask, AbortSignal.timeout(QUICK_MS));
  if (!turn) return { done: false };
  const { options, dispose } = slotWithin(SLOT_MS, turn.options);
  try {
    return { done: true, value: await work({ ...turn, options }) };
  } catch (error) {
    if (!(error instanceof UonError)) throw error;
    const { kind, method } = error;
    if (kind === 'refused') throw toFailure(error, 1);
    deps.log.warn({ enterprise: ask.enterprise, callId: ask.callId, kind, method }, 'not done the quick way');
    return { done: false };
  } finally {
    dispose();
  }
}

async function turnFor(deps: UonDeps, ask: Ask, signal?: AbortSignal): Promise<UonTurn | null> {
  const [access, enterprise] = await Promise.all([
    deps.settings.uonAccess(ask.enterprise),
    deps.settings.load(ask.enterprise),
  ]);
  if (!access || !enterprise) return null;
  return { access, enterprise, attempt: 1, options: { class: ask.class, ...(signal ? { signal } : {}) } };
}
