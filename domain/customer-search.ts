import type { CountryCode } from 'libphonenumber-js/max';
import { phoneDigits, readPhone } from './phone.ts';

/** What somebody looks for among customers. */
export interface CustomerSearch {
  /** Each must stand in a name or the company. */
  readonly words: readonly string[];
  /** Digits of a number, or some of them that stand together. */
  readonly digits: string | null;
  /** It may be an id in U-ON as well. */
  readonly id: string | null;
}

const MOST_WORDS = 8;

/** Reads what was typed: a number in whatever form, a part of one, an id in U-ON, or names. */
export function readCustomerSearch(typed: string, country: CountryCode): CustomerSearch {
  const text = typed.trim();
  const digits = text.replace(/\D/g, '');
  if (digits === '' || /[^\d\s()+.-]/.test(text)) {
    return { words: text.split(/\s+/).filter(Boolean).slice(0, MOST_WORDS), digits: null, id: null };
  }
  const phone = readPhone(text, country);
  return {
    words: [],
    digits: phone.kind === 'number' ? phoneDigits(phone.e164) : digits,
    id: text === digits ? digits : null,
  };
}
