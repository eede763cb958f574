import { useInfiniteQuery } from '@tanstack/react-query';
import type { AuditAnswer } from '../../../api/admin/users-operations.ts';
import { ask } from './ask.ts';

export type AuditEntry = AuditAnswer['entries'][number];

/** Entries of one answer: fewer are the last. */
const PAGE = 100;

/** Who did what, the newest first; further pages when they are asked for. */
export function useAudit() {
  return useInfiniteQuery({
    queryKey: ['audit'],
    initialPageParam: '',
    queryFn: async ({ pageParam: before }) =>
      (await ask<AuditAnswer>('GET', `/audit${before === '' ? '' : `?before=${before}`}`)).entries,
    getNextPageParam: (last) => (last.length < PAGE ? null : last.at(-1)?.id),
  });
}
