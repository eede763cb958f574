import type { Direction } from './call-facts.ts';

/** How a call went, as the journal is searched: `failed` means that a step of it failed, `open` that it is under way. */
export const CALL_RESULTS = ['answered', 'missed', 'failed', 'open'] as const;
export type CallResult = (typeof CALL_RESULTS)[number];

export const CALL_DIRECTIONS = ['incoming', 'outgoing', 'internal'] as const satisfies readonly Direction[];

/** A number or its end: enough digits to be worth looking for (`phoneWish`), with what people write between them. */
export const SOUGHT_PHONE = /^(?:\s*tel:)?[+＋(\s]*\d(?:[\s()./–‑−-]*\d){3,19}[\s)]*$/iu;

/** Id of a manager, or an extension; of `SOUGHT_ID_MAX` characters at most. */
export const SOUGHT_ID = /^[^\s\p{Cc}]+$/u;
export const SOUGHT_ID_MAX = 64;
