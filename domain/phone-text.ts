import { digitsIn, hasPlus, isWhole, joinedFragments, LONGEST, type IsNumber } from './phone-fragments.ts';

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

/**
 * The one number of a field (the first where there are several), without its extension. Takes `+375 (29) 123-45-67`,
 * `tel:+375...;ext=1`, `sip:375...@host`, `"Name" <375...>`, `%2B375...`.
 */
export function dialledPart(raw: string, isNumber: IsNumber): DialledPart {
  const part = addressPart(separateNumbers(raw, isNumber)[0] ?? raw);
  const digits = digitsIn(part);
  return { digits, hasPlus: hasPlus(part), isDigitsOnly: !/[\p{L}*#]/u.test(part) };
}

/** Longer than any telephone field; the rest is cut so that hostile input costs nothing. */
const MAX_LENGTH = 256;

function addressPart(raw: string): string {
  const text = plainText(raw).trim();
  const bracketed = /<([^<>]*)>\s*$/.exec(text)?.[1] ?? text;
  const withoutScheme = bracketed.replace(/^\s*(sips?|tel|callto):/i, '');
  return withoutScheme.split(/[@;]/, 1)[0] ?? '';
}

/**
 * The numbers that people wrote into one field, each as it stands there, extensions left out: `+375291234567, 8 017 123-45-67
 * доб. 12`. They part numbers with commas, semicolons, lines, «или» and slashes, but write slashes within one too (`29/123-45-67`),
 * which `isNumber` tells. What has no digit is left out.
 */
export function separateNumbers(field: string, isNumber: IsNumber): readonly string[] {
  const text = plainText(field);
  // The name before an address may have digits and commas of its own.
  const address = /<([^<>]*\d[^<>]*)>\s*$/.exec(text)?.[1] ?? text;
  return address
    .replace(EXTENSION, '')
    .split(BETWEEN)
    .flatMap((part) => joinedFragments(part.split(/(?=[/+])/), isNumber))
    .flatMap(wordsOfTooLong)
    .filter((part) => /\d/.test(part));
}

/** «доб. 12», «вн.12», `ext. 3`, `x12`, `#12`, `;ext=12` behind a number; digits that are too many for it are none. */
const EXTENSION = /(?<=[\d)])[\s,;(]*(?:(?:доб|вн|ext)\p{L}*|[xхpw#])[\s.:=№]*\d{1,7}(?!\d)\)?/giu;

const BETWEEN = /[,;|\r\n\t]|\s(?:или|либо|и|or)\s/iu;

/** More digits than any number has are several with spaces between, where each word is one. */
function wordsOfTooLong(part: string): readonly string[] {
  const words = part.trim().split(/\s+/);
  return digitsIn(part).length > LONGEST && words.every(isWhole) ? words : [part];
}

function plainText(raw: string): string {
  return raw.slice(0, MAX_LENGTH).normalize('NFKC').replace(/%2B/gi, '+');
}
