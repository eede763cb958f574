import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { CustomerCardAnswer, CustomersAnswer, MergeHintTold } from '../../../api/admin/customers/operations.ts';
import { ask, AskError } from './ask.ts';

export type Customer = CustomersAnswer['customers'][number];
export type CustomerCard = CustomerCardAnswer;
export type MergeHint = MergeHintTold;

const pathOf = (number: string) => `/enterprises/${encodeURIComponent(number)}/customers`;

/** Those that changed last first; further pages when they are asked for. */
export function useCustomers(number: string, wanted: string) {
  return useInfiniteQuery({
    queryKey: ['customers', number, wanted],
    initialPageParam: '',
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam: before }) => {
      const query = new URLSearchParams({ ...(wanted !== '' && { q: wanted }), ...(before !== '' && { before }) });
      return ask<CustomersAnswer>('GET', `${pathOf(number)}?${query.toString()}`);
    },
    getNextPageParam: ({ next }) => next,
  });
}

/** Null where we know nobody with the number. */
export function useCustomerCard(number: string, phone: string) {
  return useQuery({
    queryKey: ['customer', number, phone],
    queryFn: async (): Promise<CustomerCard | null> => {
      try {
        const query = new URLSearchParams({ phone });
        return await ask<CustomerCard>('GET', `${pathOf(number)}/card?${query.toString()}`);
      } catch (error) {
        if (error instanceof AskError && (error.status === 404 || error.status === 422)) return null;
        throw error;
      }
    },
  });
}

export function useMergeHints(number: string) {
  return useQuery({
    queryKey: ['merge-hints', number],
    queryFn: async () => (await ask<{ hints: MergeHint[] }>('GET', `${pathOf(number)}/hints`)).hints,
  });
}
