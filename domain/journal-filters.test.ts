import { expect, it } from 'vitest';
import { SOUGHT_PHONE } from './journal-filters.ts';
import { phoneWish } from './journal-phone.ts';

it.each([
  ['+375 29 111-22-33', true],
  ['8 (029) 111–22–33', true],
  ['(2233)', true],
  ['tel:+375291112233', true],
  ['８/029/111.22.33', false],
  ['2233', true],
  ['223', false],
  ['+', false],
  ['22-33 доб. 4', false],
  ['', false],
])('«%s» can be looked for: %s', (typed, isSought) => {
  expect(SOUGHT_PHONE.test(typed)).toBe(isSought);
  if (isSought) expect(phoneWish(typed, 'BY')).not.toBeNull();
});
