import { QueryClient } from '@tanstack/react-query';
import { expect, it } from 'vitest';
import { AskError } from './ask.ts';
import { hasEnded, heedRefusal, SESSION } from './session-end.ts';

const CALLS = ['calls', '0367'];

function pageOf(user: object | null): QueryClient {
  const queries = new QueryClient();
  queries.setQueryData(SESSION, user);
  queries.setQueryData(CALLS, [{ name: 'Иванов' }]);
  queries.setQueryData(['enterprises'], [{ number: '0367' }]);
  return queries;
}

it('a session that the API knows no more leaves nothing of what was read', () => {
  const queries = pageOf({ name: 'Анна' });
  heedRefusal(queries, new AskError(401));
  expect([queries.getQueryData(SESSION), queries.getQueryData(CALLS), hasEnded(queries)]).toEqual([
    null,
    undefined,
    true,
  ]);
});

it('a wrong password ends nothing', () => {
  const queries = pageOf(null);
  heedRefusal(queries, new AskError(401));
  expect(hasEnded(queries)).toBe(false);
});

it('where a right is missing, it is asked anew what one may see', () => {
  const queries = pageOf({ name: 'Анна' });
  heedRefusal(queries, new AskError(403));
  const isOld = (key: string[]) => queries.getQueryState(key)?.isInvalidated;
  expect([isOld(SESSION), isOld(['enterprises']), isOld(CALLS), hasEnded(queries)]).toEqual([true, true, false, false]);
});

it.each([new AskError(0), new AskError(422), new AskError(503), new Error('of the page')])(
  '%s says nothing of it',
  (error) => {
    const queries = pageOf({ name: 'Анна' });
    heedRefusal(queries, error);
    expect([queries.getQueryData(CALLS), hasEnded(queries)]).toEqual([[{ name: 'Иванов' }], false]);
  },
);
