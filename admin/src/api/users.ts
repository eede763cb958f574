import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { UserAnswer } from '../../../api/admin/user-answers.ts';
import { ask } from './ask.ts';

export type User = UserAnswer;
export type Access = Pick<User, 'role' | 'enterprises'>;

const KEY = ['users'];

export function useUsers() {
  return useQuery({ queryKey: KEY, queryFn: async () => (await ask<{ users: User[] }>('GET', '/users')).users });
}

/** A change of users, after which they are read anew. */
function useChange<Given, Answer>(change: (given: Given) => Promise<Answer>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: change, onSettled: () => queries.invalidateQueries({ queryKey: KEY }) });
}

export const useAddUser = () =>
  useChange((body: { email: string; name: string; access: Access }) =>
    ask<{ user: User; password: string }>('POST', '/users', body),
  );

export const useResetPassword = () =>
  useChange(({ id }: User) => ask<{ password: string }>('POST', `/users/${id}/password`));

export const useDropUserSecondFactor = () => useChange(({ id }: User) => ask('DELETE', `/users/${id}/second-factor`));

export const useRemoveUser = () => useChange(({ id }: User) => ask('DELETE', `/users/${id}`));
