/** A popup that a call owes a manager, as far as the rules of merging go. */
export interface Mergeable {
  readonly callId: string;
  /** Arrival of the event that it tells of, epoch ms. */
  readonly eventAtMs: number;
  /** So long after the event it may still be shown. */
  readonly ttlMs: number;
  /** `merge_window_s` when it came to be owed. */
  readonly windowMs: number;
}

/** How a call ended before a popup told of it. */
export type CallEnd = 'missed' | 'over';

/** What is owed to one manager. Each call stands in it once, however often it is told. */
export interface Merging<P extends Mergeable> {
  /** What is collected now; null while nobody waits. */
  readonly window: MergeWindow<P> | null;
  /** What is on its way: windows do not wait for each other. */
  readonly sending: readonly P[];
  /** Calls that are over with, the last of them. */
  readonly settled: readonly string[];
}

interface MergeWindow<P extends Mergeable> {
  readonly openedAtMs: number;
  readonly closesAtMs: number;
  readonly owed: readonly P[];
}

export const NOTHING_OWED: Merging<never> = { window: null, sending: [], settled: [] };

/** So long before a popup is too late it is sent: a slot of the account, the request and its way. */
const TIME_TO_SEND_MS = 2_000;
/** A call tells of its popup once, and seconds later again where the answer was lost: more need not be remembered. */
const MOST_SETTLED = 500;

/** A popup came to be owed: it opens a window, or joins the one that is open, which ends sooner where it can't wait so long. */
export function addOwed<P extends Mergeable>(merging: Merging<P>, popup: P, nowMs: number): Merging<P> {
  const { window, sending, settled } = merging;
  const isKnown = [...(window?.owed ?? []), ...sending].some(({ callId }) => callId === popup.callId);
  if (isKnown || settled.includes(popup.callId)) return merging;
  const latestMs = Math.max(nowMs, popup.eventAtMs + popup.ttlMs - TIME_TO_SEND_MS);
  const closesAtMs = Math.min(window?.closesAtMs ?? nowMs + popup.windowMs, latestMs);
  return {
    ...merging,
    window: { openedAtMs: window?.openedAtMs ?? nowMs, closesAtMs, owed: [...(window?.owed ?? []), popup] },
  };
}

/** The window is over: what it collected is on its way, and what comes meanwhile opens the next one. */
export function closeWindow<P extends Mergeable>({ window, sending, settled }: Merging<P>): Merging<P> {
  return { window: null, sending: [...sending, ...(window?.owed ?? [])], settled };
}

/** What was on its way is over with, however it ended. */
export function settle<P extends Mergeable>(merging: Merging<P>, popups: readonly P[]): Merging<P> {
  const settled = [...merging.settled, ...popups.map(({ callId }) => callId)].slice(-MOST_SETTLED);
  return { ...merging, sending: merging.sending.filter((popup) => !popups.includes(popup)), settled };
}

/** What becomes of popups right before they would be sent. */
export interface MergedPlan<P extends Mergeable> {
  /** One popup tells of all of these. */
  readonly told: readonly P[];
  /** Too late, or nobody rings any more. */
  readonly dropped: readonly { readonly popup: P; readonly why: 'dropped' | 'over' }[];
}

/**
 * Whom the popup tells of: while any call goes on, of each that is not too late, also of those that ended meanwhile; else of
 * nobody, since no popup comes after the hangup.
 */
export function planMerged<P extends Mergeable>(
  popups: readonly P[],
  hasEnded: (callId: string) => boolean,
  nowMs: number,
): MergedPlan<P> {
  const inTime = popups.filter((popup) => timeLeftMs(popup, nowMs) > 0);
  const told = inTime.some(({ callId }) => !hasEnded(callId)) ? inTime : [];
  const dropped = popups
    .filter((popup) => !told.includes(popup))
    .map((popup) => ({ popup, why: hasEnded(popup.callId) ? ('over' as const) : ('dropped' as const) }));
  return { told, dropped };
}

/** How long a popup may still be shown, ms; 0 or less: it is too late. */
export function timeLeftMs({ eventAtMs, ttlMs }: Pick<Mergeable, 'eventAtMs' | 'ttlMs'>, nowMs: number): number {
  return eventAtMs + ttlMs - nowMs;
}
