import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactRates, sharedRates } from './rates.ts';

const RATE = { perSecond: 200, burst: 500 };

function clock() {
  const time = { nowMs: 0 };
  return { time, now: () => time.nowMs };
}

describe('the rate of a token', () => {
  it('lets a burst of 500 through at once, then 200 a second for as long as it likes', () => {
    const { time, now } = clock();
    const rates = exactRates(RATE, now);
    const sendAtOnce = (n: number) =>
      Array.from({ length: n }, () => rates.take('a')).filter((wait) => wait === 0).length;
    expect(sendAtOnce(600)).toBe(500);
    for (let second = 1; second <= 60; second += 1) {
      time.nowMs += 1_000;
      expect(sendAtOnce(300)).toBe(200);
    }
  });

  it('never lets more through than burst and rate say, and says when the next may come', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 50 }), { minLength: 1, maxLength: 500 }), (pausesMs) => {
        const { time, now } = clock();
        const rates = exactRates(RATE, now);
        let allowed = 0;
        for (const pause of pausesMs) {
          time.nowMs += pause;
          const waitMs = rates.take('a');
          if (waitMs === 0) allowed += 1;
          else {
            time.nowMs += waitMs;
            expect(rates.take('a')).toBe(0);
            allowed += 1;
          }
        }
        expect(allowed).toBeLessThanOrEqual(RATE.burst + (time.nowMs * RATE.perSecond) / 1_000);
      }),
    );
  });

  it('of one does not touch that of another', () => {
    const rates = exactRates(RATE, () => 0);
    for (let n = 0; n < 1_000; n += 1) rates.take('a');
    expect(rates.take('a')).toBeGreaterThan(0);
    expect(rates.take('b')).toBe(0);
  });

  it('is forgotten for those at rest, so that memory stays bounded', () => {
    const { time, now } = clock();
    const rates = exactRates(RATE, now);
    for (let key = 0; key < 100_000; key += 1) {
      time.nowMs += 10;
      rates.take(`key ${key}`);
    }
    expect(rates.size).toBeLessThanOrEqual(1_000);
  });
});

describe('the rate of strangers', () => {
  it('stops one that tries for long and hardly another, however many there are', () => {
    const rates = sharedRates({ perSecond: 10, burst: 100 }, () => 0);
    for (let n = 0; n < 100; n += 1) expect(rates.take('10.0.0.1')).toBe(0);
    expect(rates.take('10.0.0.1')).toBe(100);
    expect(rates.waitMs('10.0.0.1')).toBe(100);
    // One in 4,096 shares the bucket.
    const others = Array.from({ length: 100 }, (_, index) => rates.waitMs(`10.0.1.${index}`));
    expect(others.filter((wait) => wait > 0).length).toBeLessThan(5);
  });
});
