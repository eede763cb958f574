import { expect, it } from 'vitest';
import { seldom } from './seldom.ts';

it('tells the first at once, then one in a while with how many were left out', () => {
  let nowMs = 0;
  const told: [number, string][] = [];
  const tell = seldom(
    1_000,
    (leftOut, text: string) => told.push([leftOut, text]),
    () => nowMs,
  );
  for (nowMs = 0; nowMs < 2_500; nowMs += 100) tell(`at ${nowMs}`);
  expect(told).toEqual([
    [0, 'at 0'],
    [9, 'at 1000'],
    [9, 'at 2000'],
  ]);
});
