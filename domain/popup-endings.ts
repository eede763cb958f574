/** How popups end that are not shown, as the journal says it. */
export const POPUP_ENDING = {
  tooLate: 'it would have come too late (popup_ttl_s after the event)',
  over: 'the call had ended',
  overInWindow: 'the call had ended before merge_window_s was over',
  untaken: 'U-ON did not take it before the call ended',
  unclear: 'U-ON did not say whether it showed the popup; it is not sent again',
} as const;

/** What the journal says of a popup that told of other calls too. */
export function toldTogether(others: number): string {
  return `shown together with ${others} other ${others === 1 ? 'call' : 'calls'}`;
}

/** The step of the journal that tells of a popup. */
export function popupStep({
  extension,
  managerId,
}: {
  readonly extension: string;
  readonly managerId: string;
}): string {
  return `popup: extension ${extension}, manager ${managerId}`;
}

/** The extension that a step tells the popup of; null for any other step. */
export function popupExtension(step: string): string | null {
  return /^popup: extension (.+), manager .+$/.exec(step)?.[1] ?? null;
}
