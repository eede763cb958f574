import { ActivityFailure, ApplicationFailure, CancelledFailure, TimeoutFailure } from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import { failureText, isFinal, isNeverBegun, isRefusal } from './activity-failures.ts';

const wrapped = (cause: Error) =>
  new ActivityFailure('Activity task failed', 'findClient', undefined, 'NON_RETRYABLE_FAILURE', 'worker', cause);
const refusal = ApplicationFailure.create({ type: 'uon-refused', message: 'no such status', nonRetryable: true });
const passing = ApplicationFailure.create({ type: 'uon-down', message: '502' });
const late = new TimeoutFailure('activity ScheduleToClose timeout', undefined, 'SCHEDULE_TO_CLOSE');

const neverBegun = new TimeoutFailure('activity ScheduleToStart timeout', undefined, 'SCHEDULE_TO_START');

describe.each([
  { when: 'when it is news', told: wrapped },
  { when: 'when it is replayed', told: (cause: Error) => cause },
])('a failure of an activity, $when', ({ told }) => {
  it.each([
    { name: 'a refusal', cause: refusal, text: 'uon-refused: no such status', final: true },
    { name: 'one that passes', cause: passing, text: 'uon-down: 502', final: false },
    { name: 'a time that was over', cause: late, text: 'activity ScheduleToClose timeout', final: false },
    { name: 'one that no worker began', cause: neverBegun, text: 'activity ScheduleToStart timeout', final: false },
  ])('$name', ({ cause, text, final }) => {
    expect(failureText(told(cause))).toBe(text);
    expect([isRefusal(told(cause)), isFinal(told(cause))]).toEqual([final, final]);
    expect(isNeverBegun(told(cause))).toBe(cause === neverBegun);
  });
});

it.each([new CancelledFailure('cancelled'), new Error('a fault of ours')])(
  '%s is no failure of an activity',
  (error) => {
    expect([failureText(error), isRefusal(error), isFinal(error)]).toEqual([null, false, true]);
  },
);
