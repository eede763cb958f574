import { expect, it } from 'vitest';
import { phoneWish } from './journal-phone.ts';

const WHOLE = '+375291112233';

it.each([
  ['+375 29 111-22-33', WHOLE, null],
  [' 375291112233', WHOLE, null],
  ['375291112233', WHOLE, '375291112233'],
  ['tel:+375291112233', WHOLE, null],
  ['Tel: +375 29 111 22 33', WHOLE, null],
  ['+375/29/111-22-33', WHOLE, null],
  ['＋375291112233', WHOLE, null],
  ['8 (029) 111-22-33', WHOLE, '80291112233'],
  ['291112233', WHOLE, '291112233'],
  ['111-22-33', null, '1112233'],
  ['2233', null, '2233'],
  ['0000', null, '0000'],
])('%s', (typed, e164, lastDigits) => {
  expect(phoneWish(typed, 'BY')).toEqual({ e164, lastDigits });
});

it.each(['233', '', '+', 'abcd'])('%j is nothing to look for', (typed) => {
  expect(phoneWish(typed, 'BY')).toBeNull();
});
