import type { Mergeable } from '../../domain/popup-merging.ts';
import type { PopupOrder } from '../../domain/popup-order.ts';

/**
 * How a popup ended: `dropped` was too old, `over` would have come after the hangup, `untaken` too, and U-ON had been asked in vain
 * before it; `unclear` may have arrived and is not sent again.
 */
export type PopupOutcome = 'sent' | 'dropped' | 'over' | 'untaken' | 'unclear';

/** A popup that a call owes a manager, to be told together with those of other calls. */
export interface OwedPopup extends Mergeable {
  /** The workflow that is told how it ended. */
  readonly asker: string;
  readonly account: string;
  readonly popup: PopupOrder;
}

/** What a window has collected for a manager. */
export interface MergedOrder {
  readonly enterprise: string;
  readonly managerId: string;
  /** How long was collected. */
  readonly windowMs: number;
  readonly popups: readonly OwedPopup[];
}

/** How the popup of a call ended that could be told together with others: with how many of them. */
export interface PopupEnd {
  readonly callId: string;
  readonly outcome: PopupOutcome;
  readonly together: number;
}
