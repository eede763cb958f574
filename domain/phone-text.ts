/** The dialled part of a telephone field, without what people and protocols put around it. */
export interface DialledPart {
  readonly digits: string;
  readonly hasPlus: boolean;
  /** False where letters, `*` or `#` stand among the digits: a channel name, a service code. */
  readonly isDigitsOnly: boolean;
}

/**
 * True for the words that Asterisk, SIP and providers write where the caller hides the number, for an empty field and for
 * anything without a digit above zero: a call without a number.
 */
export function isHiddenCaller(raw: string): boolean {
  const part = addressPart(raw);
  return HIDDEN_WORD.test(part) || !/[1-9]/.test(part);
}

/** What Asterisk, SIP and providers write in place of a number that is hidden. */
export const HIDDEN_WORD =
  /\b(anonymous|unknown|private|restricted|withheld|unavailable|hidden|no ?number|not available|asterisk)\b/i;

/** Takes `+375 (29) 123-45-67`, `tel:+375...;ext=1`, `sip:375...@host`, `"Name" <375...>`, `%2B375...`. */
export function dialledPart(raw: string): DialledPart {
  const part = addressPart(raw);
  const digits = part.replace(/\D/g, '');
  return { digits, hasPlus: /^[^\d+]*\+/.test(part), isDigitsOnly: !/[\p{L}*#]/u.test(part) };
}

/** Longer than any telephone field; the rest is cut so that hostile input costs nothing. */
const MAX_LENGTH = 256;

function addressPart(raw: string): string {
  const text = raw.slice(0, MAX_LENGTH).normalize('NFKC').replace(/%2B/gi, '+').trim();
  const bracketed = /<([^<>]*)>\s*$/.exec(text)?.[1] ?? text;
  const withoutScheme = bracketed.replace(/^\s*(sips?|tel|callto):/i, '');
  return withoutScheme.split(/[@;]/, 1)[0] ?? '';
}
