import { expect, it } from 'vitest';
import { createPace } from './pace.ts';

const MOST = 16;
/** Plays so many signals to somebody whose answer takes this long while so many are under way. */
function settle(pace: ReturnType<typeof createPace>, ms: (underWay: number) => number): number {
  for (let count = 0; count < 2_000; count += 1) pace.took(ms(pace.limit));
  return pace.limit;
}

it('has many under way where they do not slow each other down, however long one takes', () => {
  expect(settle(createPace({ most: MOST }), () => 30)).toBe(MOST);
});

it('has one or two under way where more at once only wait for each other', () => {
  expect(settle(createPace({ most: MOST }), (underWay) => 10 * underWay)).toBeLessThanOrEqual(2);
});

it('has as many under way as are worked on at once', () => {
  const pace = createPace({ most: MOST });
  const limit = settle(pace, (underWay) => 10 * Math.max(1, underWay / 4));
  expect(limit).toBeGreaterThanOrEqual(3);
  expect(limit).toBeLessThanOrEqual(5);
});

it('learns anew when the way has become longer', () => {
  const pace = createPace({ most: MOST });
  settle(pace, () => 2);
  expect(settle(pace, () => 40)).toBe(MOST);
});
