import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { SessionAnswer } from '../../../api/admin/session-operations.ts';
import type { CheckedAnswer } from '../../../api/admin/welcome-operations.ts';
import { ask, AskError } from './ask.ts';
import { endSession, forgetAll, forgetThatItEnded, lookAtRights, SESSION } from './session-end.ts';

/** Who only looks on is told within that time that his session has ended. */
const LOOK_EVERY_MS = 60_000;

/** Who is logged in; `password_until`: when a password that was made for him runs out. */
export type Self = SessionAnswer['user'] & Pick<SessionAnswer, 'password_until'>;

/** Who is logged in; null when nobody is. */
export function useSession() {
  return useQuery<Self | null>({
    queryKey: SESSION,
    staleTime: LOOK_EVERY_MS,
    refetchInterval: ({ state: { data } }) => (data ? LOOK_EVERY_MS : false),
    queryFn: async ({ client }) => {
      try {
        return selfOf(await ask<SessionAnswer>('GET', '/session'));
      } catch (error) {
        if (!(error instanceof AskError) || error.status !== 401) throw error;
        endSession(client);
        return null;
      }
    },
  });
}

/** An answer that tells who is logged in now. */
function useComingIn<Given, Answer extends object>(come: (given: Given) => Promise<Answer>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: come,
    onSuccess: (answer) => {
      if (!isSession(answer)) return;
      forgetThatItEnded(queries);
      queries.setQueryData(SESSION, selfOf(answer));
    },
  });
}

/** Logged in, or half: then `useEnterCode` is the other half. */
export const useLogIn = () =>
  useComingIn((body: { email: string; password: string }) =>
    ask<SessionAnswer | { second_factor: 'needed' }>('POST', '/session', body),
  );

export const useEnterCode = () =>
  useComingIn((body: { code: string }) => ask<SessionAnswer>('POST', '/session/code', body));

export const useBecomeOwner = () =>
  useComingIn((body: { token: string; email: string; name: string; password: string }) =>
    ask<SessionAnswer>('POST', '/welcome', body),
  );

/** Does the first owner's link count? */
export function useWelcome(token: string) {
  return useQuery({
    queryKey: ['welcome', token],
    queryFn: async () => {
      try {
        return (await ask<CheckedAnswer>('POST', '/welcome/check', { token })).counts;
      } catch (error) {
        // What was cut off on its way is no link either.
        if (error instanceof AskError && error.status === 422) return false;
        throw error;
      }
    },
  });
}

export function useLogOut() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => ask('DELETE', '/session'),
    onSuccess: () => forgetAll(queries),
  });
}

/** To be called after a refusal that does not say why, as a player's or a stream's. */
export function useLookAtRights(): () => void {
  const queries = useQueryClient();
  return useCallback(() => lookAtRights(queries), [queries]);
}

export function useChangePassword() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { current_password: string; new_password: string }) => ask('PUT', '/session/password', body),
    onSuccess: () => queries.invalidateQueries(),
  });
}

function isSession(answer: object): answer is SessionAnswer {
  return 'user' in answer;
}

function selfOf({ user, password_until }: SessionAnswer): Self {
  return { ...user, password_until };
}
