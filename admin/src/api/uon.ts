import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { CheckAnswer } from '../../../api/admin/uon/check-answer.ts';
import type { DirectoriesAnswer, TestPopupAnswer } from '../../../api/admin/uon/operations.ts';
import { ask } from './ask.ts';

export type { CheckAnswer, DirectoriesAnswer, TestPopupAnswer };

const pathOf = (number: string) => `/enterprises/${number}/uon`;

/** Statuses and managers as they were read last; asked again when the connection was looked at, which reads them too. */
export function useDirectories(number: string, lookedAt: string | null) {
  return useQuery({
    queryKey: ['directories', number, lookedAt],
    staleTime: 60_000,
    placeholderData: (before) => before,
    queryFn: () => ask<DirectoriesAnswer>('GET', `${pathOf(number)}/directories`),
  });
}

/** Reads them anew in U-ON. */
export function useFreshDirectories(number: string, lookedAt: string | null) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => ask<DirectoriesAnswer>('GET', `${pathOf(number)}/directories?fresh=true`),
    onSuccess: (answer) => queries.setQueryData(['directories', number, lookedAt], answer),
  });
}

export function useCheck(number: string) {
  return useMutation({
    mutationFn: (phone: string) => ask<CheckAnswer>('POST', `${pathOf(number)}/check`, phone === '' ? {} : { phone }),
  });
}

export function useTestPopup(number: string) {
  return useMutation({
    mutationFn: (managerId: string) =>
      ask<TestPopupAnswer>('POST', `${pathOf(number)}/test-popup`, { manager_id: managerId }),
  });
}

/** Done once the enterprise is known to be looked at anew: its `connection` says what comes of it. */
export function useRegisterWebhooks(number: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => ask('POST', `${pathOf(number)}/webhooks`),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['enterprise', number] }),
  });
}
