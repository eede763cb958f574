import type { OrderedClass } from '../../domain/request-class.ts';

/** Whose call an activity serves, and how urgent its U-ON request is. */
export interface Ask {
  readonly enterprise: string;
  readonly callId: string;
  readonly class: OrderedClass;
  /** No call, but somebody who waits until then (epoch ms): what is asked later stands behind calls. */
  readonly liveUntilMs?: number;
  /** Somebody has a step of the closed call done anew: what U-ON may have done and can't be asked for is not sent again. */
  readonly isRepeat?: boolean;
}

/** What a local activity got done within its second; the rest is an ordinary activity's. */
export type Quick<T> = { readonly done: true; readonly value: T } | { readonly done: false };

/** `fresh`: what is kept from an earlier question is not wanted. */
export interface How {
  readonly fresh: boolean;
}

/** What became of one part of a greeting: done, refused by U-ON for good, or left to an ordinary activity. */
export type Tried<T> = Quick<T> | { readonly done: false; readonly refused: string };
