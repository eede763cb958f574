import { ActivityFailure, ApplicationFailure, TimeoutFailure } from '@temporalio/common';
import { expect, it } from 'vitest';
import { isFinal } from './activity-proxies.ts';

const ended = (cause: Error) =>
  new ActivityFailure('Activity task failed', 'findClient', undefined, 'NON_RETRYABLE_FAILURE', 'worker', cause);

it('takes a refusal for final, and not that the time was over before a worker took the activity', () => {
  expect(isFinal(ended(ApplicationFailure.create({ type: 'uon-refused', nonRetryable: true })))).toBe(true);
  expect(isFinal(ended(new TimeoutFailure('activity ScheduleToClose timeout', undefined, 'SCHEDULE_TO_CLOSE')))).toBe(
    false,
  );
});
