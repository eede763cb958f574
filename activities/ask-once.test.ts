import { expect, it } from 'vitest';
import { UonError, type UonErrorKind } from '../uon/errors.ts';
import { failureOf } from './ask-once.ts';

it.each<[UonErrorKind, { status?: number; code?: string }, ReturnType<typeof failureOf>]>([
  ['key-refused', { status: 403 }, 'key-refused'],
  ['rate-limited', { status: 429 }, 'rate-limited'],
  ['refused', { status: 404 }, 'refused'],
  ['unclear', { status: 500 }, 'server-error'],
  ['unclear', { status: 408 }, 'server-error'],
  ['unclear', { status: 200 }, 'not-readable'],
  ['unclear', { status: 302 }, 'not-readable'],
  ['unclear', {}, 'not-readable'],
  ['unclear', { code: 'ERR_TOO_LARGE' }, 'not-readable'],
  ['unclear', { code: 'ABORT_ERR' }, 'no-answer'],
  ['unclear', { code: 'ECONNRESET' }, 'no-answer'],
  ['not-sent', { code: 'ECONNREFUSED' }, 'not-reached'],
  ['not-sent', { code: 'ENOTFOUND' }, 'not-reached'],
  ['not-sent', { code: 'ABORT_ERR' }, 'no-slot'],
  ['not-sent', { code: 'ERR_NO_SLOT' }, 'not-done'],
  ['busy', { code: 'ERR_BUSY' }, 'no-slot'],
  ['paused', { code: 'ERR_PAUSED' }, 'no-slot'],
  ['held-back', { code: 'ERR_HELD_BACK' }, 'not-done'],
])('%s (%o) is told as %s', (kind, details, told) => {
  expect(failureOf(new UonError(kind, 'user/phone', 'why', details))).toBe(told);
});
