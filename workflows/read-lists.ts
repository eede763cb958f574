import type { DirectoryKind } from '../activities/contract/uon.ts';
import type { UnreadList } from '../domain/uon-check.ts';
import { failureText } from './activity-failures.ts';
import { trials } from './activity-proxies.ts';

export interface ReadListsInput {
  readonly enterprise: string;
}

/** Somebody waits for it; the API gives up soon after. */
const WITHIN_MS = 8_000;

/** `problem` null: both are kept. */
export interface ReadLists {
  readonly problem: UnreadList | null;
}

/** Reads managers and lead statuses anew, into the database. */
export async function readLists({ enterprise }: ReadListsInput): Promise<ReadLists> {
  const read = (kind: DirectoryKind) => readOne(enterprise, kind);
  const [managers, statuses] = await Promise.all([read('managers'), read('lead-statuses')]);
  return { problem: managers ?? statuses };
}

async function readOne(enterprise: string, kind: DirectoryKind): Promise<UnreadList | null> {
  try {
    const { readListNow } = trials(enterprise, WITHIN_MS);
    return await readListNow.executeWithOptions({ summary: kind }, [enterprise, kind, WITHIN_MS]);
  } catch (error) {
    if (failureText(error) === null) throw error;
    return { code: 'not-done', message: null };
  }
}
