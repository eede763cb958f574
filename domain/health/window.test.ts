import { expect, it } from 'vitest';
import { stepsOf, windowOf, WINDOWS_H } from './window.ts';

const NOW = new Date('2026-03-02T10:07:42.123Z');

it.each([
  [1, 1, 60, '2026-03-02T09:08:00.000Z', '2026-03-02T10:07:00.000Z'],
  [6, 2, 180, '2026-03-02T04:08:00.000Z', '2026-03-02T10:06:00.000Z'],
  [24, 5, 288, '2026-03-01T10:10:00.000Z', '2026-03-02T10:05:00.000Z'],
] as const)('%i hours are steps of %i minutes, %i of them', (hours, stepMinutes, points, first, last) => {
  const window = windowOf(hours, NOW);
  expect(window).toEqual({ from: new Date(first), stepMinutes, points });
  const steps = stepsOf(window);
  expect([steps.length, steps[0], steps.at(-1)]).toEqual([points, first, last]);
});

it('no chart has more than 300 points', () => {
  expect(WINDOWS_H.filter((hours) => windowOf(hours, NOW).points > 300)).toEqual([]);
});
