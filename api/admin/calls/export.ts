import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import type { CallPlace, CallSearch } from '../../../db/call-search.ts';
import { csvLine, CSV_START } from '../../../domain/csv.ts';
import { epochMsToPbxTime } from '../../../domain/pbx-time.ts';
import { isCutOff, RightLostError } from './cut-off.ts';
import { csvFields, csvHeader } from './csv-words.ts';
import type { CallsJournalDeps, JournalOwner } from './deps.ts';
import { callRowsOf } from './told.ts';

/** Read at once; between two pages no connection of the database is held. */
const PAGE = 1_000;

export interface Exported {
  readonly owner: JournalOwner;
  readonly search: CallSearch;
  readonly lang: 'ru' | 'en';
  /** Asked before each page but the first. */
  readonly mayGoOn: () => Promise<boolean>;
}

/** Sends the calls as a CSV file, page after page as the browser takes them. Breaks off where it can't go on. */
export async function sendExport(deps: CallsJournalDeps, exported: Exported, response: Response): Promise<void> {
  const pages = csvPages(deps, exported);
  // Before anything is sent, so that a database that is away is told properly.
  const first = await pages.next();
  const { number, timezone } = exported.owner;
  const today = epochMsToPbxTime(Date.now(), timezone).slice(0, 10);
  response.writeHead(200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="calls-${number}-${today}.csv"`,
    'X-Accel-Buffering': 'no',
    'X-Content-Type-Options': 'nosniff',
  });
  const all = async function* () {
    yield first.value ?? '';
    yield* pages;
  };
  try {
    await pipeline(Readable.from(all()), response, { signal: deps.stopping });
  } catch (error) {
    if (!isCutOff(error)) deps.onCut(error);
  }
}

async function* csvPages(
  { journal }: CallsJournalDeps,
  { owner, search, lang, mayGoOn }: Exported,
): AsyncGenerator<string, undefined> {
  let before: CallPlace | null = null;
  let text = CSV_START + csvLine(csvHeader(lang, owner.timezone));
  for (;;) {
    const places: readonly CallPlace[] = await journal.search(search, { before, most: PAGE });
    const ids = places.map(({ callId }) => callId);
    for (const call of await callRowsOf(journal, owner.number, ids)) {
      const start = epochMsToPbxTime(Date.parse(call.opened_at), owner.timezone);
      text += csvLine(csvFields(lang, call, start));
    }
    yield text;
    before = places.at(-1) ?? null;
    if (before === null || places.length < PAGE) return undefined;
    text = '';
    if (!(await mayGoOn())) throw new RightLostError();
  }
}
