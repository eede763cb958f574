import { getCountries, getExampleNumber, isValidPhoneNumber } from 'libphonenumber-js/max';
import type { CountryCode } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/examples.mobile.json' with { type: 'json' };
import { describe, expect, it } from 'vitest';
import { digitsOfNumbers, numbersIn, phoneDigits, readPhone } from './phone.ts';

const NUMBERS: [raw: string, country: CountryCode, numbers: string[]][] = [
  ['+375 2234/5-12-34', 'BY', ['+375223451234']],
  ['+375 (2234)/5-12-34', 'BY', ['+375223451234']],
  ['+375/2234/5-12-34', 'RU', ['+375223451234']],
  ['8 02234/5-12-34', 'BY', ['+375223451234']],
  ['375 2234/5-12-34', 'BY', ['+375223451234']],
  ['810 375 2234/5-12-34', 'RU', ['+375223451234']],
  ['+49 33200/12345', 'BY', ['+493320012345']],
  ['0049 33200/12345', 'BY', ['+493320012345']],
  ['033200/12345', 'DE', ['+493320012345']],
  ['8 017/234/56/78', 'BY', ['+375172345678']],
  ['+375 2234/5-12-34/+49 33200/12345', 'BY', ['+375223451234', '+493320012345']],
  ['017/234-56-78/029/123-45-67', 'BY', ['+375172345678', '+375291234567']],
  // The ends of others like it.
  ['8 017 234-56-78/79', 'BY', ['+375172345678']],
  ['+375 17 234-56-78/5679/80', 'BY', ['+375172345678']],
  ['+49 30 1234567/68', 'BY', ['+49301234567']],
  // Within a town.
  ['234-56-78/901', 'BY', []],
  ['234-56-78/678-90-12', 'BY', []],
];

describe('slashes in telephone numbers', () => {
  it.each(NUMBERS)('«%s» in %s', (written, country, numbers) => {
    expect(numbersIn(written, country)).toEqual(numbers);
  });

  const numbers = getCountries().flatMap((country) => getExampleNumber(country, examples) ?? []);

  it('stand behind two to five digits of every example, international and as at home, and it is the same number', () => {
    for (const number of numbers) {
      const { country = 'BY', nationalNumber } = number;
      const national = number.formatNational();
      const trunk = phoneDigits(national).slice(0, -nationalNumber.length);
      const isForeign = isValidPhoneNumber(`+${phoneDigits(national)}`);
      for (let area = 2; area <= 5 && area < nationalNumber.length; area += 1) {
        for (const slash of ['/', '/ ', ' / ']) {
          const rest = `${nationalNumber.slice(0, area)}${slash}${nationalNumber.slice(area)}`;
          const abroad = `+${number.countryCallingCode} ${rest}`;
          for (const home of [country, 'BY', 'RU'] as const) {
            expect(numbersIn(abroad, home), abroad).toEqual([number.number]);
            expect(readPhone(abroad, home), abroad).toEqual({ kind: 'number', e164: number.number });
          }
          expect(digitsOfNumbers(abroad), abroad).toEqual([phoneDigits(number.number)]);
          if (isForeign || !phoneDigits(national).endsWith(nationalNumber)) continue;
          expect(numbersIn(trunk + rest, country), `${trunk + rest} in ${country}`).toEqual([number.number]);
        }
      }
    }
  });

  it('part two whole numbers of a country, written as at home or with a plus', () => {
    for (const number of numbers) {
      const { country = 'BY', nationalNumber } = number;
      const other = `+375 29 123-45-67`;
      for (const slash of ['/', ' / ']) {
        const both = [number.number, '+375291234567'];
        expect(numbersIn(`${number.formatInternational()}${slash}${other}`, country)).toEqual([...new Set(both)]);
        const national = number.formatNational();
        const digits = phoneDigits(national);
        if (nationalNumber.length < 9 || isValidPhoneNumber(`+${digits}`)) continue;
        expect(numbersIn(`${national}${slash}${national}`, country), national).toEqual([number.number]);
      }
    }
  });

  it('cost nothing, however many there are', () => {
    const began = performance.now();
    for (const part of ['/', '1/', '12345/', '+1/', '375291234567/']) numbersIn(part.repeat(256), 'BY');
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});
