import type { LeadSummary, RequestSummary } from '../domain/client-lists.ts';
import type { Client } from '../domain/uon-shapes.ts';

export interface LookupInput {
  readonly enterprise: string;
  /** A keyed hash of the account's key: requests of one account take turns. */
  readonly account: string;
  readonly phoneE164: string;
  /** A telephone waits for it, for a moment: so long it goes before what follows a hangup. */
  readonly isLive?: boolean;
}

/** What is wanted of the client beside its card. */
export interface LookupQuestion extends ListsWanted {
  /** What is kept from earlier questions is not wanted. */
  readonly fresh: boolean;
  /** To be read too, once the answer is out. */
  readonly afterwards?: ListsWanted;
}

export interface ListsWanted {
  readonly leads: boolean;
  readonly requests: boolean;
}

export type LookupAnswer =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'found';
      readonly client: Client;
      /** Null where they were not asked for. */
      readonly leads: readonly LeadSummary[] | null;
      readonly requests: readonly RequestSummary[] | null;
    }
  /** U-ON did not say; `why` as a journal has it. */
  | { readonly kind: 'failed'; readonly why: string };
