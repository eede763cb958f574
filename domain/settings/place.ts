import { getCountries, isSupportedCountry } from 'libphonenumber-js/max';
import type { CountryCode } from 'libphonenumber-js/max';

import { text } from './fields.ts';

/** An IANA zone that this machine's time zone data knows. */
export const timezone = text
  .refine(isTimezone, { error: 'must be a time zone like Europe/Minsk' })
  .meta({ examples: ['Europe/Minsk'] });

/** An ISO 3166 code whose telephone numbers are known. */
export const country = text
  .meta({ examples: ['BY', 'RU'] })
  .transform((code) => code.toUpperCase())
  .refine((code): code is CountryCode => isSupportedCountry(code), { error: 'must be a country code like BY' });

/** ISO 3166 codes of the countries that may be chosen. */
export const COUNTRIES: readonly CountryCode[] = getCountries();

function isTimezone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    // Intl takes offsets like +03:00 as well; they would be wrong for half of the year in many places.
    return /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
}
