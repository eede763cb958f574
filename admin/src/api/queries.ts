import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { isWorthRepeating } from './ask.ts';
import { heedRefusal } from './session-end.ts';

/** What the page has read of the API. Whatever is asked, an end of the session is noticed. */
export function createQueries(): QueryClient {
  const onError = (error: unknown) => heedRefusal(queries, error);
  const queries: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: { queries: { retry: isWorthRepeating, staleTime: 2_000 } },
  });
  return queries;
}
