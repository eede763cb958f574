import fc from 'fast-check';
import { getCountries, getExampleNumber } from 'libphonenumber-js/max';
import type { CountryCode } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/examples.mobile.json' with { type: 'json' };
import { describe, expect, it } from 'vitest';

import { maskPhone, phoneDigits, readPhone } from './phone.ts';

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
];

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

describe('maskPhone', () => {
  it('keeps the country and the last four digits', () => {
    expect(maskPhone('+375296254070')).toBe('+375•••••4070');
    expect(maskPhone('151')).toBe('•••');
  });
});
