import type { PopupOrder } from '../domain/popup-order.ts';
import type { PopupOutcome } from './contract/popups.ts';

/** What activities tell whoever counts. Must not throw. */
export interface ActivityMetrics {
  /** A popup is settled and was not sent now. */
  popup(outcome: Exclude<PopupOutcome, 'sent'>, variant: PopupOrder['variant'], enterprise: string): void;
  /** A popup was sent, so long after the event that it tells of. */
  popupSent(variant: PopupOrder['variant'], delayMs: number, enterprise: string): void;
  /**
   * `basic-popup`: details did not come in time for the enriched one that is wanted. `ordinary-way`: a step of the popup
   * path was not done within its second. `step`: U-ON's method.
   */
  fellBack(kind: 'basic-popup' | 'ordinary-way', step: string): void;
}
