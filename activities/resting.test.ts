import { expect, it } from 'vitest';
import { createResting } from './resting.ts';

it('an account is left alone for a while, and no other is', () => {
  const clock = { ms: 0 };
  const resting = createResting(1_000, () => clock.ms);
  resting.rest('a');
  clock.ms = 999;
  expect([resting.isResting('a'), resting.isResting('b')]).toEqual([true, false]);
  clock.ms = 1_000;
  expect(resting.isResting('a')).toBe(false);
});
