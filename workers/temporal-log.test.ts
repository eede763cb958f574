import { ApplicationFailure } from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import { lineOf } from './temporal-log.ts';

describe('what the SDK says in our log', () => {
  const about = { workflowId: 'call:0367:1.1', activityType: 'createLead', attempt: 3, taskQueue: 'uon' };

  it('names a failure of ours by its type, and tells of one that is tried again at debug', () => {
    const error = ApplicationFailure.retryable('U-ON lead/create: 502', 'uon-unclear');
    expect(lineOf('warn', { error, ...about })).toEqual({
      level: 'debug',
      what: { failure: 'uon-unclear', reason: 'U-ON lead/create: 502', ...about },
    });
  });

  it('keeps the level of a final one', () => {
    const error = ApplicationFailure.nonRetryable('U-ON lead/create: 400', 'uon-refused');
    expect(lineOf('warn', { error, ...about })).toMatchObject({ level: 'warn', what: { failure: 'uon-refused' } });
  });

  it('shows anything else whole', () => {
    const error = new TypeError('x is not a function');
    expect(lineOf('warn', { error, ...about })).toEqual({ level: 'warn', what: { err: error, ...about } });
  });
});
