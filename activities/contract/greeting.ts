import type { CallState } from '../../domain/call-state.ts';
import type { CallTerms } from '../../domain/call-terms.ts';
import type { ClientLists, LeadSummary } from '../../domain/client-lists.ts';
import type { CallerDetails } from '../../domain/popup-facts.ts';
import type { PopupOrder } from '../../domain/popup-order.ts';
import type { Client } from '../../domain/uon-shapes.ts';
import type { Ask, Quick, Tried } from './asked.ts';
import type { PopupOutcome } from './popups.ts';

export interface FoundClient {
  readonly client: Client | null;
  /** `cache`: known from an earlier question; it never decides a creation. */
  readonly source: 'cache' | 'uon';
}

/** The settings of the moment: those that the asker knows, others, or none, since the enterprise is gone. */
export type TermsNow =
  | { readonly kind: 'as-known' | 'gone' }
  | { readonly kind: 'read'; readonly version: string; readonly terms: CallTerms };

export type ListKind = keyof ClientLists;

/** What is known of a caller beyond who it is. */
export interface KnownDetails {
  readonly details: CallerDetails;
  /** What is not fresh and U-ON may still tell in time. */
  readonly awaited: readonly Exclude<ListKind, 'calls'>[];
  /** What of it is not fresh, or missing: to be read when nobody waits, for the next popup. */
  readonly stale: readonly ListKind[];
}

/** How far a call's greeting came within its time. */
export interface Greeting {
  readonly terms: TermsNow;
  /** Who calls; null where nobody is to be looked up. */
  readonly lookup: Tried<FoundClient> | null;
  /** What is known of who calls; null where no details are to be shown, or it is not known who calls. */
  readonly known: KnownDetails | null;
  /** The client's leads as U-ON told them for the popup; null where they were not asked for, or did not come in time. */
  readonly leads: readonly LeadSummary[] | null;
  /** Popups that were tried: none where they still wait for something. */
  readonly popups: readonly { readonly managerId: string; readonly ended: Tried<PopupOutcome> }[];
}

/** The popup path as local activities: one attempt, a second for each request at most. */
export interface QuickActivities {
  /** The settings, who calls, and the popups of those who are rung: all in one, since each activity costs milliseconds. */
  greet(ask: Ask, state: CallState, knownTerms: string | null): Promise<Greeting>;
  sendPopupNow(ask: Ask, popup: PopupOrder): Promise<Quick<PopupOutcome>>;
}
