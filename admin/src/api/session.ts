import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { SessionAnswer } from '../../../api/admin/session-operations.ts';
import { ask, AskError } from './ask.ts';

const KEY = ['session'];

/** Who is logged in; null when nobody is. */
export function useSession() {
  return useQuery({
    queryKey: KEY,
    staleTime: 60_000,
    queryFn: async (): Promise<SessionAnswer['user'] | null> => {
      try {
        return (await ask<SessionAnswer>('GET', '/session')).user;
      } catch (error) {
        if (error instanceof AskError && error.status === 401) return null;
        throw error;
      }
    },
  });
}

export function useLogIn() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { email: string; password: string }) => ask<SessionAnswer>('POST', '/session', body),
    onSuccess: ({ user }) => queries.setQueryData(KEY, user),
  });
}

/** Forgets all that was read: the next who logs in here may be another. */
export function useLogOut() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => ask('DELETE', '/session'),
    onSuccess: () => {
      queries.setQueryData(KEY, null);
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== KEY[0] });
    },
  });
}

export function useChangePassword() {
  return useMutation({
    mutationFn: (body: { current_password: string; new_password: string }) => ask('PUT', '/session/password', body),
  });
}
