import type { CountryCode } from 'libphonenumber-js/max';
import { readPhone } from './phone.ts';

/** What a person looks for by a number: this one, those that end so, or either. */
export interface PhoneWish {
  readonly e164: string | null;
  readonly lastDigits: string | null;
}

/** Fewer would find every call of a day. */
const FEWEST_DIGITS = 4;

/**
 * Reads what a person typed. Digits without `+` may be a whole number and the end of another, so both are looked for; null where
 * they are too few to be either.
 */
export function phoneWish(typed: string, country: CountryCode): PhoneWish | null {
  // In a query a bare `+` is a blank.
  const text = typed
    .normalize('NFKC')
    .replace(/^ (?=\d)/, '+')
    .trim()
    .replace(/^tel:\s*/i, '');
  const digits = text.replace(/\D/g, '');
  if (digits.length < FEWEST_DIGITS) return null;
  const phone = readPhone(text, country);
  const e164 = phone.kind === 'number' ? phone.e164 : null;
  const isWhole = e164 !== null && text.startsWith('+');
  return { e164, lastDigits: isWhole ? null : digits };
}
