import { expect, it } from 'vitest';
import { isDatabaseAway } from './away.ts';

const withCode = (code: string, message = 'x') => Object.assign(new Error(message), { code });

it.each([
  withCode('ECONNREFUSED'),
  withCode('57P01'),
  withCode('57P03'),
  withCode('08006'),
  withCode('53300'),
  new Error('Connection terminated unexpectedly'),
  new Error('timeout exceeded when trying to connect'),
  new Error('Query read timeout'),
  new AggregateError([withCode('ECONNREFUSED'), withCode('ECONNREFUSED')]),
])('the database is away: %s', (error) => expect(isDatabaseAway(error)).toBe(true));

it.each([withCode('23505'), withCode('28P01'), withCode('42P01'), new Error('anything'), 'text', null])(
  'the database answered, or it is something else: %s',
  (error) => expect(isDatabaseAway(error)).toBe(false),
);
