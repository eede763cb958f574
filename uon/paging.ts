import { createHash } from 'node:crypto';

import type { CallOptions, UonAccess } from './access.ts';
import type { Answer } from './answer.ts';
import { readRows, type RowForm } from './read-rows.ts';
import { isObject, rowsOf } from './rows.ts';
import type { Place } from './request-url.ts';
import type { Transport } from './transport.ts';

/** U-ON's page. A shorter one is the last, whether `pages_all` says so or not. */
const PAGE_ROWS = 100;
const MOST_PAGES = 1000;

/**
 * All rows of a list, page by page; each page is a request with a slot of its own. Pages are counted in the path, the
 * first has no number. Stops, and warns, where a page comes a second time or after 1,000 pages: what came until then
 * is given back.
 * @throws UonError as `Transport.send`, and `unclear` for a page that can't be read
 */
export async function readAllPages<Row>(
  transport: Transport,
  access: UonAccess,
  place: Place,
  form: RowForm<Row>,
  options: CallOptions,
): Promise<Row[]> {
  const all: Row[] = [];
  const seen = new Set<string>();
  const warn = (page: number, message: string): void =>
    transport.log?.warn({ account: access.account, method: place.method, page }, message);
  for (let page = 1; ; page++) {
    const answer = await transport.send(access, pagePlace(place, page), options);
    const rows = readRows(answer, place.method, form);
    if (rows.length > 0 && isRepeat(rows, seen)) {
      warn(page, 'U-ON gave a page again; the list ends before it');
      return all;
    }
    all.push(...rows);
    if (isLast(answer, form.keys, page)) return all;
    if (page === MOST_PAGES) {
      warn(page, 'U-ON has more pages than we read; the list is cut off');
      return all;
    }
  }
}

function pagePlace({ method, segments = [] }: Place, page: number): Place {
  return { method, segments: page === 1 ? segments : [...segments, page] };
}

function isRepeat(rows: unknown[], seen: Set<string>): boolean {
  const print = createHash('sha256').update(JSON.stringify(rows)).digest('base64');
  if (seen.has(print)) return true;
  seen.add(print);
  return false;
}

function isLast(answer: Answer, keys: readonly string[], page: number): boolean {
  if (answer.kind === 'empty') return true;
  const pagesAll = isObject(answer.body) ? Number(answer.body['pages_all']) : NaN;
  if (Number.isInteger(pagesAll) && pagesAll > 0) return page >= pagesAll;
  return (rowsOf(answer.body, keys)?.length ?? 0) < PAGE_ROWS;
}
