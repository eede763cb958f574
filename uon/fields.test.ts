import fc from 'fast-check';
import { expect, test } from 'vitest';

import { count, flag, id, localTime, optionalId, phoneDigits, phones, text, utcOffset } from './fields.ts';

const wholeNumber = fc.integer({ min: 1, max: 999_999_999 });

test('an id is the same whether it comes as a number, as text or with spaces', () => {
  fc.assert(
    fc.property(wholeNumber, (value) => {
      for (const form of [value, String(value), ` ${value}`]) {
        expect(id.parse(form)).toBe(String(value));
        expect(optionalId.parse(form)).toBe(String(value));
      }
    }),
  );
});

test.each([[0], ['0'], [''], [' '], [null], [undefined]])('%j says "none" for an id', (value) => {
  expect(optionalId.parse(value)).toBeNull();
  expect(id.safeParse(value).success).toBe(false);
});

test.each([
  ['Лид &rarr; Заявка', 'Лид → Заявка'],
  ['&laquo;Рога &amp; Копыта&raquo;', '«Рога & Копыта»'],
  ['&#1048;ван&#x27;', "Иван'"],
  ['  Иван ', 'Иван'],
  ['AT&T', 'AT&T'],
  [12, '12'],
  [null, ''],
  [undefined, ''],
])('the text %j reads as %j', (value, read) => {
  expect(text.parse(value)).toBe(read);
});

test('a text is read once: what the entities hid is not read again', () => {
  expect(text.parse('&amp;lt;b&amp;gt;')).toBe('&lt;b&gt;');
});

test('a phone is its digits, in whatever form it was stored', () => {
  const digits = fc.stringMatching(/^\d{5,15}$/);
  fc.assert(
    fc.property(digits, fc.constantFrom(' ', '+', '(', ' - '), fc.nat(4), (number, mark, at) => {
      expect(phoneDigits.parse(` ${number}`)).toBe(number);
      expect(phoneDigits.parse(`${number.slice(0, at)}${mark}${number.slice(at)}`)).toBe(number);
    }),
  );
  expect(phoneDigits.parse(375296254070)).toBe('375296254070');
  expect([phoneDigits.parse(null), phoneDigits.parse(''), phoneDigits.parse(undefined)]).toEqual(['', '', '']);
});

test.each([
  [1, true],
  ['1', true],
  [true, true],
  [0, false],
  ['0', false],
  [false, false],
  ['', false],
])('the flag %j is %j', (value, read) => {
  expect(flag(true).parse(value)).toBe(read);
});

test('a flag that is missing is what the field says', () => {
  expect([flag(true).parse(undefined), flag(true).parse(null), flag(false).parse(undefined)]).toEqual([
    true,
    true,
    false,
  ]);
});

test('a count is a whole number, 0 for what is none', () => {
  expect(['61', 61, null, '', 'x', 1.5].map((value) => count.parse(value))).toEqual([61, 61, 0, 0, 0, 0]);
});

test('a time is as U-ON wrote it; none and the zero date are null', () => {
  expect(localTime.parse('2025-08-28 14:52')).toBe('2025-08-28 14:52');
  expect(['', null, undefined, '0000-00-00 00:00:00'].map((value) => localTime.parse(value))).toEqual(
    Array(4).fill(null),
  );
});

test('no form of a single value makes a schema throw anything but its own refusal', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      for (const schema of [id, optionalId, text, phoneDigits, count, flag(true), localTime]) schema.safeParse(value);
    }),
  );
});

test.each([
  ['+3', '+03:00'],
  ['3', '+03:00'],
  [5, '+05:00'],
  ['-4', '-04:00'],
  ['+05:30', '+05:30'],
  [' +12 ', '+12:00'],
  ...['', '0', 0, '+0', null, undefined, '+15', 'Europe/Minsk', {}, true].map((none) => [none, null]),
])('the time zone %j reads as %j', (value, read) => {
  expect(utcOffset.parse(value)).toBe(read);
});

test.each([
  [' 375291234567', ['375291234567']],
  ['+375 (29) 123-45-67, 8 017 123-45-67 доб. 12', ['375291234567', '80171234567']],
  ['29/123-45-67', ['291234567']],
  [375291234567, ['375291234567']],
  ...['', null, undefined, 'нет'].map((none): [unknown, string[]] => [none, []]),
])('the phones %j read as %j', (value, read) => {
  expect(phones.parse(value)).toEqual(read);
});
