import fc from 'fast-check';
import { expect, test } from 'vitest';

import { createClockBound } from './clock-bound.ts';

const duration = fc.double({ min: 0, max: 80, noNaN: true });
const question = fc.record({ pause: duration, there: duration, inside: duration, back: duration });

/** Plays questions to a database whose clock is `offsetMs` ahead; tells how old each answer is, and is taken for. */
function play(offsetMs: number, questions: { pause: number; there: number; inside: number; back: number }[]) {
  const clock = createClockBound();
  let now = 1000;
  return questions.map(({ pause, there, inside, back }) => {
    const askedAt = now + pause;
    const decidedAt = askedAt + there + inside;
    const answeredAt = decidedAt + back;
    now = answeredAt;
    const receivedAtUs = (askedAt + there + offsetMs) * 1000;
    const decidedAtUs = (decidedAt + offsetMs) * 1000;
    clock.learn({ askedAt, answeredAt, receivedAtUs, decidedAtUs });
    return { age: back, takenFor: answeredAt - clock.earliestLocal(decidedAtUs, answeredAt), there };
  });
}

test('no answer is taken for younger than it is, nor for older by more than the quickest way there', () => {
  const offset = fc.integer({ min: -3_600_000, max: 3_600_000 });
  fc.assert(
    fc.property(offset, fc.array(question, { minLength: 1, maxLength: 20 }), (offsetMs, questions) => {
      let quickest = Infinity;
      for (const { age, takenFor, there } of play(offsetMs, questions)) {
        quickest = Math.min(quickest, there);
        expect(takenFor).toBeGreaterThanOrEqual(age - 0.01);
        expect(takenFor).toBeLessThanOrEqual(age + quickest + 0.01);
      }
    }),
  );
});

test('rounding does not pass for a clock that was set forward', () => {
  // Question and answer took no time on the way, so that both bounds are the same but for what doubles round.
  const instant = { pause: 0, there: 0, inside: 64.000_000_000_523_54, back: 0 };
  const slow = { pause: 0, there: 44.640_476_599_078_625, inside: 0, back: 0 };
  const next = { ...instant, there: 0.5, inside: 0 };
  for (const { age, takenFor } of play(0, [slow, instant, next, next]).slice(1))
    expect(takenFor - age).toBeLessThan(0.01);
});

test('a clock set forward does not make answers young', () => {
  const clock = createClockBound();
  const learn = (askedAt: number, offset: number): void =>
    clock.learn({
      askedAt,
      answeredAt: askedAt + 4,
      receivedAtUs: (askedAt + 1 + offset) * 1000,
      decidedAtUs: (askedAt + 2 + offset) * 1000,
    });
  learn(1000, 0);
  learn(2000, 500);
  expect(2004 - clock.earliestLocal(2502 * 1000, 2004)).toBeGreaterThanOrEqual(2);
});
