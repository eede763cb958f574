import { useDirectories, type DirectoriesAnswer } from './uon.ts';

export type Manager = DirectoriesAnswer['managers'][number];

const NONE: readonly Manager[] = [];

/** Managers as U-ON's list was read last; none where it could not be: calls are shown all the same. */
export function useManagers(number: string): readonly Manager[] {
  return useDirectories(number, null).data?.managers ?? NONE;
}
