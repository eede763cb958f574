import type { QueryClient } from '@tanstack/react-query';
import { AskError } from './ask.ts';

/** Where the page keeps who is logged in; null when nobody is. */
export const SESSION = ['session'];
const ENDED = [...SESSION, 'ended'];
const ENTERPRISES = ['enterprises'];

/** Forgets all that was read and sent: the next who logs in here may be another. */
export function forgetAll(queries: QueryClient): void {
  queries.setQueryData(SESSION, null);
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== SESSION[0] });
  queries.getMutationCache().clear();
}

/** The API knows the session no more. Where nobody was logged in (a wrong password, say) nothing has ended. */
export function endSession(queries: QueryClient): void {
  if (!queries.getQueryData(SESSION)) return;
  queries.setQueryData(ENDED, true);
  forgetAll(queries);
}

/** Did the session end by itself, not by a log-out? */
export function hasEnded(queries: QueryClient): boolean {
  return queries.getQueryData(ENDED) === true;
}

export function forgetThatItEnded(queries: QueryClient): void {
  queries.setQueryData(ENDED, false);
}

/** Asks anew who is logged in and what he may see: what depends on it follows. */
export function lookAtRights(queries: QueryClient): void {
  void queries.invalidateQueries({ queryKey: SESSION, exact: true });
  void queries.invalidateQueries({ queryKey: ENTERPRISES, exact: true });
}

/** What any refusal says of the session: that it ended (401), or that a right was taken away (403). */
export function heedRefusal(queries: QueryClient, error: unknown): void {
  if (!(error instanceof AskError)) return;
  if (error.status === 401) endSession(queries);
  if (error.status === 403) lookAtRights(queries);
}
