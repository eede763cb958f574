import { condition, workflowInfo } from '@temporalio/workflow';
import type { Ask } from '../activities/contract/asked.ts';
import type { OwedPopup } from '../activities/contract/popups.ts';
import { timeLeftMs } from '../domain/popup-merging.ts';
import type { PopupOrder } from '../domain/popup-order.ts';
import { messages } from './activity-proxies.ts';
import type { PopupAnswer } from './popup-messages.ts';
import { sendPopup } from './send-popup.ts';

/** After its time a popup may still be under way for a minute (`LATEST_MS` of the manager's workflow): then nobody will answer. */
const ANSWERED_MS = 90_000;
/** What became of it is a row of ours, which is there as soon as the database is. */
const READ_WITHIN_MS = 600_000;

/** A popup to be told together with those of other calls. */
export interface Owed {
  readonly ask: Ask;
  readonly account: string;
  readonly windowMs: number;
  readonly popup: PopupOrder;
}

/**
 * Owes a manager a popup, and waits until his workflow has told how it ended: the answer comes by a signal, and `answer` gives
 * it. Where none comes the popup's own row says what became of it; what nobody has sent by then is too late.
 * @throws the failure of an activity
 */
export async function owePopup(
  { ask, account, windowMs, popup }: Owed,
  answer: () => PopupAnswer | undefined,
): Promise<PopupAnswer> {
  const { managerId, eventAtMs, ttlMs } = popup;
  const asker = workflowInfo().workflowId;
  const owed: OwedPopup = { callId: ask.callId, eventAtMs, ttlMs, windowMs, asker, account, popup };
  const summary = `popup of manager ${managerId}`;
  await messages.owePopup.executeWithOptions({ summary }, [ask.enterprise, managerId, owed]);
  await condition(() => answer() !== undefined, Math.max(0, Math.ceil(timeLeftMs(popup, Date.now()))) + ANSWERED_MS);
  return answer() ?? { kind: 'ended', together: 0, outcome: await sendPopup(ask, account, popup, READ_WITHIN_MS) };
}
