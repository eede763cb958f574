import { expect, it } from 'vitest';
import { failureCode, failureIn, failureLine } from './journal.ts';

it.each([
  ['uon-refused: no such client', 'uon-refused', 'no such client'],
  ['error: two\nlines: of it', 'error', 'two\nlines: of it'],
  ['uon-off: ', 'uon-off', ''],
  ['TypeError: x is not a function', null, 'TypeError: x is not a function'],
  ['no manager', null, 'no manager'],
  ['', null, ''],
])('%j', (line, type, message) => {
  expect(failureIn(line)).toEqual({ type, message });
});

it('what was written is read', () => {
  const failure = { type: 'uon-unclear', message: 'no answer: ETIMEDOUT' };
  expect(failureIn(failureLine(failure))).toEqual(failure);
});

it('a step that did not fail has no code', () => {
  expect(failureCode({ status: 'failed', error: 'uon-off: switched off' })).toBe('uon-off');
  expect(failureCode({ status: 'skipped', error: 'uon-off: switched off' })).toBeNull();
  expect(failureCode({ status: 'failed' })).toBeNull();
});
