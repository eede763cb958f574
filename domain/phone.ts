import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { CountryCode, PhoneNumber } from 'libphonenumber-js/max';

import { digitsIn, type IsNumber, type Written } from './phone-fragments.ts';
import { dialledPart, isHiddenCaller, separateNumbers } from './phone-text.ts';

/** What a telephone field of the PBX or of U-ON says. */
export type Phone =
  /** A telephone number in E.164 form (`+375291234567`). */
  | { readonly kind: 'number'; readonly e164: string }
  /** The caller hides the number, or there is none. */
  | { readonly kind: 'hidden' }
  /** Digits that are no telephone number of the outside world: an extension, an emergency number. */
  | { readonly kind: 'other'; readonly digits: string };

/**
 * Reads a phone as the PBX, U-ON or a person writes it. `+`, `00` and `810` mean international; digits alone are
 * international if they are a valid number so, else national for `country` (ISO 3166, the enterprise's). A number that is
 * only possible by its length counts too, after all that is valid. Takes `tel:` and `sip:` addresses; of several numbers the
 * first, without its extension. Never throws; reading an `e164` again gives the same.
 */
export function readPhone(raw: string, country: CountryCode): Phone {
  if (isHiddenCaller(raw)) return { kind: 'hidden' };
  const written = dialledPart(raw, isNumberFor(country));
  const { digits, isDigitsOnly } = written;
  if (!isDigitsOnly) return { kind: 'other', digits };
  const found = numberOf(written, country);
  return found ? { kind: 'number', e164: settled(found) } : { kind: 'other', digits };
}

/** The telephone numbers of fields that hold one each, E.164, each once; what is none is left out. */
export function numbersAmong(texts: readonly string[], country: CountryCode): readonly string[] {
  const numbers = texts.flatMap((text) => {
    const phone = readPhone(text, country);
    return phone.kind === 'number' ? [phone.e164] : [];
  });
  return [...new Set(numbers)];
}

/**
 * Every telephone number that people wrote into a field of U-ON, E.164, each once: there may be several, with extensions and words
 * about them, which are no part of a number.
 */
export function numbersIn(text: string, country: CountryCode): readonly string[] {
  const written = separateNumbers(text, isNumberFor(country)).map((part) => part.replace(/\p{L}+\.?/gu, ' '));
  return numbersAmong(written, country);
}

/** The same of several fields. */
export function numbersInAll(texts: readonly string[], country: CountryCode): readonly string[] {
  return [...new Set(texts.flatMap((text) => numbersIn(text, country)))];
}

/** The digits of every number of a field, extensions left out, where nobody knows whose country it is. */
export function digitsOfNumbers(text: string): readonly string[] {
  return separateNumbers(text, isNumberAbroad).map(digitsIn);
}

/** The digits of an E.164 number as U-ON wants them in its URLs: `375291234567`. */
export function phoneDigits(e164: string): string {
  return e164.replace(/\D/g, '');
}

/** A phone for logs and lists: `+375•••••4070`. Short numbers keep nothing but their length. */
export function maskPhone(e164: string): string {
  if (e164.length < 11) return '•'.repeat(e164.length);
  return e164.slice(0, 4) + '•'.repeat(e164.length - 8) + e164.slice(-4);
}

function numberOf({ digits, hasPlus }: Written, country: CountryCode): PhoneNumber | undefined {
  return hasPlus
    ? (possible(international(digits)) ?? nationalAsWritten(digits, country))
    : (withExitCode(digits, country) ?? digitsAlone(digits, country));
}

function isNumberFor(country: CountryCode): IsNumber {
  return (written) => numberOf(written, country)?.isValid() === true;
}

function isNumberAbroad({ digits, hasPlus }: Written): boolean {
  return valid(international(hasPlus ? digits : digits.replace(/^(?:00|810)/, ''))) !== undefined;
}

/** `00` everywhere, `810` as people dial abroad from Belarus and Russia; an American area code 810 stays one. */
function withExitCode(digits: string, country: CountryCode): PhoneNumber | undefined {
  if (digits.startsWith('00')) return possible(international(digits.slice(2)));
  if (!digits.startsWith('810')) return undefined;
  const abroad = international(digits.slice(3));
  return valid(abroad) ?? (valid(national(digits, country)) ? undefined : possible(abroad));
}

function digitsAlone(digits: string, country: CountryCode): PhoneNumber | undefined {
  return (
    trunkEight(digits, country) ??
    valid(international(digits)) ??
    nationalAsWritten(digits, country) ??
    longEnough(national(digits, country)) ??
    longEnough(international(digits))
  );
}

/**
 * An 8 and ten digits where 8 is the way out of the town: the free `8 800 555-35-35` of Russia would otherwise be read as
 * Bangladesh (880), Ryazan's `8 491` as Vietnam (84), and Kyiv's `8 044` of old as a mobile of Belarus.
 */
function trunkEight(digits: string, country: CountryCode): PhoneNumber | undefined {
  if (!/^8\d{10}$/.test(digits)) return undefined;
  if (country === 'UA') return valid(national(digits.slice(1), country));
  return [...NEIGHBOURS, 'KZ'].includes(country) ? valid(national(digits, country)) : undefined;
}

/** The enterprise's own country first; then `8 029 ...` as a Belarusian and `8 916 ...` as a Russian writes them. */
function nationalAsWritten(digits: string, country: CountryCode): PhoneNumber | undefined {
  const own = valid(national(digits, country)) ?? polishOfOld(digits, country);
  if (own || !/^8\d{10}$/.test(digits)) return own;
  for (const neighbour of NEIGHBOURS) {
    const theirs = valid(national(digits, neighbour));
    if (theirs) return theirs;
  }
  return undefined;
}

/** `022 123-45-67`: Poland has no trunk 0 since 2009, and people write it still. */
function polishOfOld(digits: string, country: CountryCode): PhoneNumber | undefined {
  return country === 'PL' && /^0\d{9}$/.test(digits) ? valid(national(digits.slice(1), country)) : undefined;
}

const NEIGHBOURS: readonly CountryCode[] = ['BY', 'RU'];

function international(digits: string): PhoneNumber | undefined {
  return parsePhoneNumberFromString(`+${digits}`);
}

function national(digits: string, country: CountryCode): PhoneNumber | undefined {
  return parsePhoneNumberFromString(digits, country);
}

function valid(number: PhoneNumber | undefined): PhoneNumber | undefined {
  return number?.isValid() ? number : undefined;
}

function possible(number: PhoneNumber | undefined): PhoneNumber | undefined {
  return number?.isPossible() ? number : undefined;
}

/**
 * Digits alone that are only possible must be long enough to be a whole number: six and seven digits are a trunk, an
 * extension or a number within a town, which nobody outside can dial.
 */
function longEnough(number: PhoneNumber | undefined): PhoneNumber | undefined {
  const candidate = possible(number);
  return candidate && candidate.nationalNumber.length >= 8 ? candidate : undefined;
}

/** Reads the result until it stays: a doubled trunk prefix inside an international number is dropped one at a time. */
function settled(number: PhoneNumber): string {
  const again = possible(parsePhoneNumberFromString(number.number));
  return !again || again.number === number.number ? number.number : settled(again);
}
