/**
 * A popup that took longer than this from the event's arrival to U-ON's answer that it shows it counts as late: details are waited
 * for three seconds, and while U-ON takes popups at all the basic one is out after six.
 */
export const LATE_POPUP_MS = 6_000;

export const POPUP_VARIANTS = ['basic', 'enriched'] as const;
export type PopupVariant = (typeof POPUP_VARIANTS)[number];

/** How the popups of one variant fared. */
export interface PopupCounts {
  /** U-ON said that it shows them. */
  readonly delivered: number;
  /** Of these: later than `LATE_POPUP_MS`. */
  readonly late: number;
  /** Not sent, being older than `popup_ttl_s`. */
  readonly dropped: number;
  /** Not sent, since nobody rang any more. */
  readonly over: number;
  /** U-ON did not say whether it shows them. */
  readonly unclear: number;
  /** U-ON refused them for good: a manager whom it does not know, say. */
  readonly refused: number;
  /** A link of theirs that goes by us was followed. */
  readonly opened: number;
}

export const NO_POPUPS: PopupCounts = { delivered: 0, late: 0, dropped: 0, over: 0, unclear: 0, refused: 0, opened: 0 };
