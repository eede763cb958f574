import { expect, it } from 'vitest';
import { countedAs } from './counted-as.ts';

it.each([
  ['ok', 1, undefined, 'uon_ok'],
  ['empty', 1, undefined, 'uon_ok'],
  ['rate-limited', 1, undefined, 'uon_rate_limited'],
  ['refused', 1, undefined, 'uon_refused'],
  ['key-refused', 1, undefined, 'uon_key_refused'],
  ['key-refused', undefined, 'ERR_STOPPED', null],
  ['unclear', 1, undefined, 'uon_server_error'],
  ['unclear', 1, 'ETIMEDOUT', 'uon_no_answer'],
  ['unclear', 1, 'ECONNRESET', 'uon_no_answer'],
  ['not-sent', undefined, 'ECONNREFUSED', 'uon_no_answer'],
  ['not-sent', undefined, 'ABORT_ERR', null],
  ['not-sent', undefined, 'ERR_NO_SLOT', null],
  ['held-back', undefined, 'ERR_HELD_BACK', null],
  ['paused', undefined, 'ERR_PAUSED', null],
  ['busy', undefined, 'ERR_BUSY', null],
] as const)('%s (left %s, %s) counts as %s', (outcome, leftAt, code, name) => {
  expect(countedAs(outcome, { leftAt, code })).toBe(name);
});
