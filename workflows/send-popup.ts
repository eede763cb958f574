import type { Ask } from '../activities/contract/asked.ts';
import type { PopupOutcome } from '../activities/contract/popups.ts';
import type { PopupOrder } from '../domain/popup-order.ts';
import { uon } from './activity-proxies.ts';

/** The activity knows by itself when a popup is too late; by then a request may be under way. */
const UNDER_WAY_MS = 60_000;

/**
 * Sends a popup by an ordinary activity, or reads how it ended.
 * @throws the failure of the activity
 */
export function sendPopup(
  ask: Ask,
  account: string,
  popup: PopupOrder,
  withinMs: number = popup.ttlMs + UNDER_WAY_MS,
): Promise<PopupOutcome> {
  return uon(account, 'popup', withinMs).sendPopup.executeWithOptions(summaryOf(popup), [ask, popup]);
}

/** How a popup is called where somebody looks at the workflow. */
export function summaryOf({ managerId }: PopupOrder): { readonly summary: string } {
  return { summary: `notification/create, manager ${managerId}` };
}
