import type { Client } from './uon-shapes.ts';

/** What a popup tells, and nothing of how it looks: an activity makes the text right before it is sent. */
export interface PopupFacts {
  readonly caller: PopupCaller;
  readonly direction: 'incoming' | 'outgoing';
  /** The line's name; empty when the PBX named none. */
  readonly line: string;
  readonly extension: string;
  /** Whom it is shown to. */
  readonly managerId: string;
  /** The event's arrival, epoch ms. */
  readonly atMs: number;
  /** The enterprise's, in which times are shown. */
  readonly timezone: string;
}

/** Who calls, as far as the popup knows it. */
export type PopupCaller =
  /** Details are not wanted, or did not come in time. `who`: the number, or what stands for it. */
  | { readonly kind: 'basic'; readonly who: string }
  | {
      readonly kind: 'client';
      readonly phoneE164: string;
      readonly client: Client;
      readonly details: CallerDetails;
    }
  | {
      readonly kind: 'unknown';
      readonly phoneE164: string;
      readonly createdClientId: string | null;
      readonly details: CallerDetails;
    }
  | { readonly kind: 'hidden' }
  /** Something was dialled from that is no telephone number. */
  | { readonly kind: 'no-number'; readonly text: string };

/** What is known of the caller beyond who it is. Nothing that is not shown: it goes through histories. */
export interface CallerDetails {
  /** The client's manager as the account's list names them; null where it does not, or there is none. */
  readonly managerName: string | null;
  /** Active ones, the newest first; null where they are not known. */
  readonly leads: CutList<DetailRow> | null;
  readonly requests: CutList<DetailRow> | null;
  /** The last ones before this call, the newest first. */
  readonly calls: readonly PastCall[];
  /** When the caller rang last, where nobody answered; epoch ms. */
  readonly missedAtMs: number | null;
}

/** The first of a list, and how many more there are. */
export interface CutList<Row> {
  readonly shown: readonly Row[];
  readonly more: number;
}

/** A lead or request. */
export interface DetailRow {
  readonly id: string;
  readonly statusName: string;
  /** Local to the account, as U-ON wrote it (`Y-m-d …`). */
  readonly createdAt: string | null;
}

export interface PastCall {
  readonly direction: 'incoming' | 'outgoing';
  readonly answered: boolean;
  /** Epoch ms. */
  readonly atMs: number;
  readonly durationS: number | null;
  /** The manager who talked, or the extension; null where nobody did, or it is not known. */
  readonly who: string | null;
}

/** Nothing more is known. */
export const NO_DETAILS: CallerDetails = {
  managerName: null,
  leads: null,
  requests: null,
  calls: [],
  missedAtMs: null,
};
