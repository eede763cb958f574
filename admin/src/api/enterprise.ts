import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AddedEnterpriseAnswer } from '../../../api/admin/change-enterprises-operations.ts';
import type { EnterpriseAnswer } from '../../../api/enterprise-answers.ts';
import type { EnterpriseFile } from '../../../domain/enterprise.ts';
import { ask, askEdition, type Edition } from './ask.ts';

/** Settings as they are shown: masks stand in the places of token and secrets. */
export type Settings = EnterpriseFile;

/** An enterprise with its settings, and how it stands with U-ON. */
export type Enterprise = Omit<EnterpriseAnswer, 'settings'> & { readonly settings: Settings };

const keyOf = (number: string) => ['enterprise', number];
const pathOf = (number: string) => `/enterprises/${encodeURIComponent(number)}`;
const ALL = ['enterprises'];

/** A change is looked at in U-ON within about a second. */
const CONNECTING_MS = 1_000;
const LOOK_EVERY_MS = 15_000;

/** Reads an enterprise, with the edition that `useSaveEnterprise` wants back. */
export function useEnterprise(number: string) {
  return useQuery({
    queryKey: keyOf(number),
    queryFn: () => askEdition<Enterprise>('GET', pathOf(number)),
    refetchInterval: ({ state }) => (state.data?.value.connection.pending ? CONNECTING_MS : LOOK_EVERY_MS),
  });
}

/** Reads it anew, whatever is known: somebody else changed it. */
export function useReadAnew(number: string): () => Promise<Edition<Enterprise>> {
  const queries = useQueryClient();
  return () =>
    queries.query({
      queryKey: keyOf(number),
      queryFn: () => askEdition<Enterprise>('GET', pathOf(number)),
      staleTime: 0,
    });
}

/**
 * Stores settings, all of them, in the form in which they were read. Fails with 412 where another stored some since the edition,
 * with 422 where fields are wrong.
 */
export function useSaveEnterprise(number: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ settings, etag }: { readonly settings: Settings; readonly etag: string }) =>
      askEdition<Enterprise>('PUT', pathOf(number), { body: settings, etag }),
    onSuccess: async (saved) => {
      queries.setQueryData(keyOf(number), saved);
      await queries.invalidateQueries({ queryKey: ALL, refetchType: 'all' });
    },
  });
}

export interface NewEnterprise {
  readonly number: string;
  readonly name: string;
  readonly country: string;
  readonly timezone: string;
}

/** With `keep_history` it has the calls and customers of an earlier enterprise of its number. */
export type AddedEnterprise = NewEnterprise & { readonly keep_history?: true };

/** Adds an enterprise; the answer has its PBX's token, this once. 409: the number is taken, or, at the
 * field `keep_history`, calls and customers of an earlier one have it. */
export function useAddEnterprise() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: AddedEnterprise) => ask<AddedEnterpriseAnswer>('POST', '/enterprises', body),
    onSuccess: () => queries.invalidateQueries({ queryKey: ALL, refetchType: 'all' }),
  });
}

/** Makes its PBX another token, which the answer has, this once; its edition is another one then. */
export function useReplaceToken(number: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (etag: string) => askEdition<{ token: string }>('POST', `${pathOf(number)}/token`, { etag }),
    onSuccess: ({ etag }) =>
      queries.setQueryData(keyOf(number), (known: Edition<Enterprise> | undefined) => known && { ...known, etag }),
  });
}

export function useRemoveEnterprise(number: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (etag: string) => askEdition<void>('DELETE', pathOf(number), { etag }),
    onSuccess: () => {
      queries.removeQueries({ queryKey: keyOf(number) });
      // Not waited for: one goes elsewhere before the list says that there is no such enterprise.
      void queries.invalidateQueries({ queryKey: ALL, refetchType: 'all' });
    },
  });
}
