import { useQuery } from '@tanstack/react-query';
import type { DirectoriesAnswer } from '../../../api/admin/uon/operations.ts';
import { ask } from './ask.ts';

export type Manager = DirectoriesAnswer['managers'][number];

const NONE: readonly Manager[] = [];

/** Managers as U-ON's list was read last; none where it could not be: calls are shown all the same. */
export function useManagers(number: string): readonly Manager[] {
  const directories = useQuery({
    queryKey: ['directories', number],
    staleTime: 60_000,
    retry: false,
    queryFn: () => ask<DirectoriesAnswer>('GET', `/enterprises/${number}/uon/directories`),
  });
  return directories.data?.managers ?? NONE;
}
