import fc from 'fast-check';
import { getCountries, getExampleNumber, isValidPhoneNumber } from 'libphonenumber-js/max';
import type { CountryCode } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/examples.mobile.json' with { type: 'json' };
import { describe, expect, it } from 'vitest';

import { maskPhone, numbersIn, phoneDigits, readPhone } from './phone.ts';

const NUMBERS: [raw: string, country: CountryCode, e164: string][] = [
  ['+375296254070', 'BY', '+375296254070'],
  ['375296254070', 'BY', '+375296254070'],
  ['00375296254070', 'BY', '+375296254070'],
  ['810375296254070', 'BY', '+375296254070'],
  ['8~10 375 (29) 625-40-70', 'RU', '+375296254070'],
  ['810375290000001', 'BY', '+375290000001'],
  ['375290000001', 'BY', '+375290000001'],
  ['375290000001', 'RU', '+375290000001'],
  ['+375290000001', 'RU', '+375290000001'],
  ['79161234567', 'BY', '+79161234567'],
  ['80291234567', 'BY', '+375291234567'],
  ['8 029 123-45-67', 'BY', '+375291234567'],
  ['8-0-29-123-45-67', 'BY', '+375291234567'],
  ['8(029)1234567', 'BY', '+375291234567'],
  ['+8 029 123 45 67', 'BY', '+375291234567'],
  ['0291234567', 'BY', '+375291234567'],
  ['291234567', 'BY', '+375291234567'],
  ['290000001', 'BY', '+375290000001'],
  ['80171234567', 'BY', '+375171234567'],
  ['80291234567', 'RU', '+375291234567'],
  ['89161234567', 'RU', '+79161234567'],
  ['8 (916) 123-45-67', 'RU', '+79161234567'],
  ['89161234567', 'BY', '+79161234567'],
  ['+8 916 123-45-67', 'RU', '+79161234567'],
  ['9161234567', 'RU', '+79161234567'],
  ['79161234567', 'RU', '+79161234567'],
  ['88005553535', 'RU', '+78005553535'],
  ['84912345678', 'RU', '+74912345678'],
  ['84912345678', 'BY', '+84912345678'],
  ['8105551234', 'US', '+18105551234'],
  ['48512345678', 'BY', '+48512345678'],
  ['+380501234567', 'BY', '+380501234567'],
  ['sip:+375291234567@10.0.0.1;user=phone', 'BY', '+375291234567'],
  ['"Иван" <sip:375291234567@pbx>', 'BY', '+375291234567'],
  ['tel:+375-29-123-45-67;ext=5', 'BY', '+375291234567'],
  ['%2B375291234567', 'BY', '+375291234567'],
  ['-375290000001', 'BY', '+375290000001'],
  ['+375291234567', 'BY', '+375291234567'],
  ['8 0 17 123-45-67', 'BY', '+375171234567'],
  ['80 29 1234567', 'BY', '+375291234567'],
  ['29/123-45-67', 'BY', '+375291234567'],
  ['017/2123456', 'BY', '+375172123456'],
  ['8/029/123-45-67', 'BY', '+375291234567'],
  ['8 701 123 45 67', 'KZ', '+77011234567'],
  ['050 123-45-67', 'UA', '+380501234567'],
  // As people write them still: 8-0 from before 2009.
  ['8 050 123-45-67', 'UA', '+380501234567'],
  ['8 (044) 123-45-67', 'UA', '+380441234567'],
  ['0 22 123 45 67', 'PL', '+48221234567'],
  ['512 345 678', 'PL', '+48512345678'],
  ['8 10 48 512 345 678', 'KZ', '+48512345678'],
  ['00 44 7400 123456', 'UA', '+447400123456'],
  ['+375291234567 доб. 12', 'BY', '+375291234567'],
  ['+375 29 123-45-67 (доб.12)', 'BY', '+375291234567'],
  ['80291234567, добавочный 1234', 'BY', '+375291234567'],
  ['80291234567 вн. 3', 'BY', '+375291234567'],
  ['80171234567 внутр.: 345', 'BY', '+375171234567'],
  ['375291234567 ext. 3', 'BY', '+375291234567'],
  ['375291234567 Extension 3', 'BY', '+375291234567'],
  ['375291234567x12', 'BY', '+375291234567'],
  ['375291234567#12', 'BY', '+375291234567'],
  ['375291234567;ext=12', 'BY', '+375291234567'],
  ['375291234567,12', 'BY', '+375291234567'],
  ['375291234567,,12', 'BY', '+375291234567'],
  ['375291234567;12', 'BY', '+375291234567'],
  ['+375291234567, 80171234567', 'BY', '+375291234567'],
  ['"Отдел 12, этаж 3" <sip:375291234567@pbx>', 'BY', '+375291234567'],
];

/** What people write into one field of U-ON, for an enterprise of Belarus. */
const FIELDS: [written: string, numbers: string[]][] = [
  ['', []],
  ['нет', []],
  ['151', []],
  ['*98', []],
  ['#31#80291234567', []],
  ['ivan2024@mail.by', []],
  ['+375291234567, 80171234567', ['+375291234567', '+375171234567']],
  ['+375291234567,80171234567', ['+375291234567', '+375171234567']],
  ['80291234567; +7 916 123-45-67;', ['+375291234567', '+79161234567']],
  ['8 029 123-45-67 / 8 017 123-45-67', ['+375291234567', '+375171234567']],
  ['80291234567/80171234567', ['+375291234567', '+375171234567']],
  ['29/123-45-67', ['+375291234567']],
  ['29/123-45-67, 33/123-45-67', ['+375291234567', '+375331234567']],
  ['8017 123-45-67/68', ['+375171234567']],
  ['80291234567 или 80171234567', ['+375291234567', '+375171234567']],
  ['80291234567\n80171234567', ['+375291234567', '+375171234567']],
  ['+375291234567+375171234567', ['+375291234567', '+375171234567']],
  ['+375 29 123 45 67 +375 17 123 45 67', ['+375291234567', '+375171234567']],
  ['80291234567 80171234567', ['+375291234567', '+375171234567']],
  ['80291234567, 375291234567', ['+375291234567']],
  ['80171234567 доб. 12, 80291234567 (вн. 3)', ['+375171234567', '+375291234567']],
  ['80291234567,12', ['+375291234567']],
  ['моб. 80291234567 (Иван), дом. 80171234567', ['+375291234567', '+375171234567']],
  ['тел.: +375 (29) 123-45-67', ['+375291234567']],
  ['tel:+375291234567;ext=12', ['+375291234567']],
  ['375291234567375291234567', []],
];

const HOMES: readonly CountryCode[] = ['BY', 'RU', 'KZ', 'UA', 'PL'];

const HIDDEN = [
  [
    '',
    ' ',
    '-',
    '--',
    '<unknown>',
    'unknown',
    'UNKNOWN',
    'anonymous',
    'Anonymous',
    '"" <anonymous>',
    'private',
    'Restricted',
  ],
  [
    'withheld',
    'unavailable',
    'Unavailable',
    'asterisk',
    'hidden',
    'sip:anonymous@anonymous.invalid',
    'no number',
    '0',
    '+',
  ],
].flat();

const OTHERS: [raw: string, digits: string][] = [
  ['151', '151'],
  ['sip:151@pbx', '151'],
  ['0001363', '0001363'],
  ['112', '112'],
  ['*98', '98'],
  ['SIP/150-00000012', '15000000012'],
  ['2123456', '2123456'],
  ['+151', '151'],
  ['375291234567375291234567', '375291234567375291234567'],
];

describe('readPhone', () => {
  it.each(NUMBERS)('reads %s in %s as %s', (raw, country, e164) => {
    expect(readPhone(raw, country)).toEqual({ kind: 'number', e164 });
  });

  it.each(HIDDEN)('takes «%s» for a hidden caller', (raw) => {
    expect(readPhone(raw, 'BY')).toEqual({ kind: 'hidden' });
  });

  it.each(OTHERS)('leaves %s alone: no telephone number of the outside', (raw, digits) => {
    expect(readPhone(raw, 'BY')).toEqual({ kind: 'other', digits });
  });

  it('reads every mobile example of every country, with and without the plus, in its own country', () => {
    for (const country of getCountries()) {
      const e164 = getExampleNumber(country, examples)?.number;
      if (!e164) continue;
      expect(readPhone(e164, 'BY'), country).toEqual({ kind: 'number', e164 });
      expect(readPhone(`00${phoneDigits(e164)}`, country), country).toEqual({ kind: 'number', e164 });
    }
  });

  it('reads every example in every form, at home and, where it is international, anywhere', () => {
    for (const country of getCountries()) {
      const number = getExampleNumber(country, examples);
      if (!number) continue;
      const expected = { kind: 'number', e164: number.number };
      const national = number.formatNational();
      // Digits alone are international where they are a valid number so: 131 2345 6789 of China is one of America.
      const isForeign = isValidPhoneNumber(`+${phoneDigits(national)}`);
      if (!isForeign || HOMES.includes(country)) expect(readPhone(national, country), national).toEqual(expected);
      for (const written of [number.formatInternational(), number.getURI(), `${number.formatInternational()} доб. 7`]) {
        for (const home of [country, ...HOMES]) expect(readPhone(written, home), written).toEqual(expected);
      }
    }
  });

  it('reads the examples as digits alone for an enterprise of Belarus or Russia', () => {
    for (const country of getCountries()) {
      const e164 = getExampleNumber(country, examples)?.number;
      if (!e164) continue;
      expect(readPhone(phoneDigits(e164), 'BY'), country).toEqual({ kind: 'number', e164 });
    }
  });

  it('never throws, and reads its own result as the same number', () => {
    const digitsLike = fc.string({ unit: fc.constantFrom(...'0123456789+8 -()%@;<>*'), maxLength: 20 });
    const text = fc.oneof(digitsLike, fc.string({ unit: 'binary', maxLength: 40 }));
    fc.assert(
      fc.property(text, fc.constantFrom(...getCountries()), (raw, country) => {
        const phone = readPhone(raw, country);
        if (phone.kind !== 'number') return;
        expect(phone.e164).toMatch(/^\+[1-9]\d{4,16}$/);
        expect(readPhone(phone.e164, country)).toEqual(phone);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('numbersIn', () => {
  it.each(FIELDS)('«%s»', (written, numbers) => {
    expect(numbersIn(written, 'BY')).toEqual(numbers);
  });

  it('finds each of several examples in one field, whatever stands between them', () => {
    const numbers = getCountries().flatMap((country) => getExampleNumber(country, examples) ?? []);
    const between = fc.constantFrom(', ', ',', ';', ' / ', '/', '\n', ' или ', ' | ', ' доб. 12, ', ' (вн. 3); ');
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.constantFrom(...numbers), { minLength: 1, maxLength: 4 }),
        between,
        fc.constantFrom(...HOMES),
        (chosen, separator, home) => {
          const field = chosen.map((number) => number.formatInternational()).join(separator);
          expect(numbersIn(field, home)).toEqual([...new Set(chosen.map((number) => number.number))]);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('never throws, and gives numbers that are read as themselves', () => {
    const text = fc.string({ unit: fc.constantFrom(...'0123456789+8 -()/,;x#доб.\n<>*'), maxLength: 60 });
    fc.assert(
      fc.property(text, fc.constantFrom(...HOMES), (field, home) => {
        for (const number of numbersIn(field, home)) expect(numbersIn(number, home)).toEqual([number]);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('maskPhone', () => {
  it('keeps the country and the last four digits', () => {
    expect(maskPhone('+375296254070')).toBe('+375•••••4070');
    expect(maskPhone('151')).toBe('•••');
  });
});
