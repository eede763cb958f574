import type { PopupOutcome } from '../activities/contract/popups.ts';

/** What the workflow of a manager's popups tells a call of the one that it owed. `together`: with how many other calls. */
export type PopupAnswer =
  | { readonly kind: 'ended'; readonly outcome: PopupOutcome; readonly together: number }
  | { readonly kind: 'failed'; readonly why: string };
