import type { KeptDirectories } from '../../../db/directories.ts';
import { personName } from '../../../domain/person-name.ts';
import type { UnreadList } from '../../../domain/uon-check.ts';
import type { LeadStatus, Manager } from '../../../domain/uon-shapes.ts';
import type { DirectoriesAnswer } from './operations.ts';

export interface DirectoriesTold {
  readonly kept: KeptDirectories;
  /** Why they could not be read anew; null where they were, or nobody tried. */
  readonly unread: UnreadList | null;
}

/** The lists as they are kept; `stale` where U-ON would not tell newer ones. */
export function directoriesTold({ kept, unread }: DirectoriesTold): DirectoriesAnswer {
  const { statuses, managers } = kept;
  const isThere = statuses && managers;
  const problem = unread ?? (isThere ? null : { code: 'not-read' as const, message: null });
  return {
    statuses: (statuses?.rows ?? []).toSorted((a, b) => a.order - b.order).map(statusTold),
    managers: (managers?.rows ?? []).map(managerTold).toSorted((a, b) => a.name.localeCompare(b.name, 'ru')),
    fetched_at: isThere ? earlier(statuses.fetchedAt, managers.fetchedAt).toISOString() : null,
    stale: unread !== null,
    problem,
  };
}

export const NO_KEY: DirectoriesAnswer = {
  ...{ statuses: [], managers: [], fetched_at: null, stale: false },
  problem: { code: 'no-key', message: null },
};

function statusTold({ id, name, archived }: LeadStatus): DirectoriesAnswer['statuses'][number] {
  return { id, name, is_archive: archived };
}

function managerTold({ id, surname, name, extension, state, active, deleted }: Manager) {
  return {
    id,
    name: personName({ surname, name, patronymic: '' }),
    extensions: extension === null ? [] : [extension],
    is_active: active && !deleted,
    state,
  };
}

function earlier(a: Date, b: Date): Date {
  return a < b ? a : b;
}
