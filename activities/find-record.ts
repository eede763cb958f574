import type { CallRecord } from '../domain/uon-shapes.ts';

/** U-ON's page; a shorter one is the last. */
const PAGE_ROWS = 100;
/** 10,000 calls: more are not gone through for one. */
const MOST_PAGES = 100;
/** In whatever zone U-ON tells its times. */
const CLEARLY_MS = 12 * 3_600_000;

export interface WantedRecord {
  readonly isIt: (record: CallRecord) => boolean;
  /** The call's start, `Y-m-d H:i:s`. */
  readonly startedAt: string;
  /** How many records we may have made since the one that is looked for. */
  readonly madeSince: number;
}

type ReadPage = (page: number) => Promise<readonly CallRecord[]>;

/**
 * Looks through an account's call records, from the newest on, for one that we may have made. Above it can stand only what
 * was made after it: records of ours, which are counted, and of others, whose calls are of that time and not clearly older.
 * So the search ends once more clearly older calls were seen than we made. The order of U-ON's rows is not documented: where
 * the first page shows the oldest ones, the search begins at the last page.
 */
export async function findRecord(read: ReadPage, wanted: WantedRecord): Promise<CallRecord | null | 'gave-up'> {
  const first = await read(1);
  const found = first.find(wanted.isIt);
  if (found || first.length < PAGE_ROWS) return found ?? null;
  const pages = isOldestFirst(first)
    ? downFrom(await lastPage(read))
    : Array.from({ length: MOST_PAGES }, (_, index) => index + 1);
  let older = 0;
  let previous = '';
  for (const page of pages.slice(0, MOST_PAGES)) {
    const rows = page === 1 ? first : await read(page);
    const print = JSON.stringify(rows);
    if (rows.length === 0 || print === previous) return null;
    previous = print;
    const hit = rows.find(wanted.isIt);
    if (hit) return hit;
    older += rows.filter((row) => isClearlyBefore(row, wanted.startedAt)).length;
    if (older > wanted.madeSince) return null;
  }
  return pages.length < MOST_PAGES ? null : 'gave-up';
}

/** By ids, which grow; by starts where U-ON tells none. */
function isOldestFirst(rows: readonly CallRecord[]): boolean {
  const [first, last] = [rows[0], rows.at(-1)];
  if (!first || !last) return false;
  if (first.id !== null && last.id !== null) return Number(first.id) < Number(last.id);
  return (first.startedAt ?? '') < (last.startedAt ?? '');
}

/** The last page that holds anything new: by doubling, then by halving. A page past the end may be the last one again. */
async function lastPage(read: ReadPage): Promise<number> {
  let [full, empty, last] = [1, 2, ''];
  const hasMore = async (page: number): Promise<boolean> => {
    const rows = await read(page);
    const print = JSON.stringify(rows);
    if (rows.length === 0 || print === last) return false;
    [full, last] = [page, print];
    return true;
  };
  while (await hasMore(empty)) empty *= 2;
  while (empty - full > 1) {
    const middle = Math.floor((full + empty) / 2);
    if (!(await hasMore(middle))) empty = middle;
  }
  return full;
}

function downFrom(page: number): number[] {
  return Array.from({ length: page }, (_, index) => page - index);
}

function isClearlyBefore({ startedAt }: CallRecord, than: string): boolean {
  return startedAt !== null && epochMs(startedAt) < epochMs(than) - CLEARLY_MS;
}

function epochMs(localTime: string): number {
  return Date.parse(`${localTime.replace(' ', 'T')}Z`);
}
