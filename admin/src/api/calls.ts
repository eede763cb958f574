import { useInfiniteQuery } from '@tanstack/react-query';
import type { CallsAnswer } from '../../../api/admin/calls/operations.ts';
import { queryOf, type Filters } from '../pages/calls/filters.ts';
import { ask } from './ask.ts';

export type CallRow = CallsAnswer['calls'][number];

/** What is still owed to a call is seen so soon. */
const LOOK_EVERY_MS = 3_000;

/** Calls of an enterprise, the newest first; further pages when they are asked for. */
export function useCalls(number: string, filters: Filters) {
  return useInfiniteQuery({
    queryKey: callsKey(number, filters),
    initialPageParam: '',
    queryFn: ({ pageParam: before, signal }) => {
      const query = queryOf(filters, before === '' ? {} : { before });
      return ask<CallsAnswer>('GET', `/enterprises/${number}/calls?${query}`, undefined, { signal });
    },
    getNextPageParam: ({ next }) => next,
    // Further pages are read once: what one reads down there must not move.
    refetchInterval: ({ state: { data } }) =>
      data?.pages.length === 1 && data.pages[0]?.calls.some(({ closed }) => !closed) ? LOOK_EVERY_MS : false,
  });
}

export function callsKey(number: string, filters?: Filters) {
  return filters === undefined ? ['calls', number] : ['calls', number, filters];
}
