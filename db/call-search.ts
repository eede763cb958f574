import type { Direction } from '../domain/call-facts.ts';
import type { CallResult } from '../domain/journal-filters.ts';
import type { PhoneWish } from '../domain/journal-phone.ts';

/** Which calls of an enterprise are wanted; what is null does not matter. */
export interface CallSearch {
  readonly enterprise: string;
  readonly phone: PhoneWish | null;
  readonly managerId: string | null;
  readonly extension: string | null;
  readonly result: CallResult | null;
  readonly direction: Direction | null;
  /** Opened from here on, and before there (epoch ms). */
  readonly fromMs: number | null;
  readonly toMs: number | null;
}

/** Where a page ended: further calls were opened before it, or with it and before it by their id. */
export interface CallPlace {
  /** Microseconds since 1970, as text. */
  readonly openedUs: string;
  readonly callId: string;
}
