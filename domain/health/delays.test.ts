import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addDelays, DELAY_STEPS_MS, delayStep, NO_DELAYS, quantile, type Delays } from './delays.ts';

const counted = (ms: readonly number[]): Delays => {
  const delays = [...NO_DELAYS];
  for (const one of ms) delays[delayStep(one)] = (delays[delayStep(one)] ?? 0) + 1;
  return delays;
};

it.each([
  [-5, 0],
  [0, 0],
  [10, 0],
  [10.1, 1],
  [30_000, 21],
  [30_001, 22],
  [Number.POSITIVE_INFINITY, 22],
])('%d ms is of step %i', (ms, step) => expect(delayStep(ms)).toBe(step));

it.each([
  ['nothing', [], 0.99, null],
  ['one of 40 ms, half of it', [40], 0.5, 35],
  ['one of 40 ms', [40], 0.99, 40],
  ['a hundred in one step, half of them', Array.from({ length: 100 }, () => 80), 0.5, 88],
  ['99 quick ones and a slow one, 99 of 100', [...Array.from({ length: 99 }, () => 15), 2_500], 0.99, 20],
  ['98 quick ones and two slow ones', [...Array.from({ length: 98 }, () => 15), 2_500, 2_500], 0.99, 2_500],
  ['longer than all steps', [60_000], 0.5, 30_000],
])('%s', (_what, ms, share, wanted) => expect(quantile(counted(ms), share)).toBe(wanted));

const someMs = fc.array(fc.integer({ min: 0, max: 40_000 }), { maxLength: 60 });

it('what several processes counted, added up, is what one would have counted', () => {
  fc.assert(
    fc.property(fc.array(someMs, { maxLength: 6 }), (processes) => {
      expect(processes.map(counted).reduce(addDelays, NO_DELAYS)).toEqual(counted(processes.flat()));
    }),
  );
});

it('a quantile lies in the step of the delay that it is of, and more of them are never quicker', () => {
  const share = fc.double({ min: 0.01, max: 1, noNaN: true });
  fc.assert(
    fc.property(someMs, share, share, (ms, a, b) => {
      const [less, more] = [Math.min(a, b), Math.max(a, b)];
      const of = quantile(counted(ms), less);
      if (ms.length === 0) {
        expect(of).toBeNull();
        return;
      }
      const exact = ms.toSorted((x, y) => x - y)[Math.max(0, Math.ceil(less * ms.length - 1e-9) - 1)] ?? 0;
      const [from, to] = [DELAY_STEPS_MS[delayStep(exact) - 1] ?? 0, DELAY_STEPS_MS[delayStep(exact)] ?? 30_000];
      expect(of).toBeGreaterThanOrEqual(from);
      expect(of).toBeLessThanOrEqual(to);
      expect(of).toBeLessThanOrEqual(quantile(counted(ms), more) ?? 0);
    }),
  );
});
