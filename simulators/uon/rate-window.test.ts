import { expect, test } from 'vitest';
import * as fc from 'fast-check';
import { createRateWindow } from './rate-window.ts';

test('a request is one too many exactly when ten others arrived in the second before it', () => {
  const gaps = fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 80 });
  fc.assert(
    fc.property(gaps, (given) => {
      const window = createRateWindow(10);
      const arrivals: number[] = [];
      let at = 0;
      for (const gap of given) {
        at += gap;
        const before = arrivals.filter((earlier) => at - earlier < 1000).length;
        arrivals.push(at);
        expect(window.arrive('key', at)).toBe(before >= 10);
      }
    }),
  );
});
