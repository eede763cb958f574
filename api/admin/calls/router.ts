import { Router } from 'express';
import { readInput } from '../../input.ts';
import { serve } from '../../openapi/operation.ts';
import { adminOf, allow, isStillAllowed } from '../door.ts';
import { cursorOf, ownerOf, placeOf, searchOf } from './asked.ts';
import type { CallsJournalDeps } from './deps.ts';
import { sendExport } from './export.ts';
import { callFilters, callsQuery, exportQuery } from './filters.ts';
import {
  COUNTED_MOST,
  exportCalls,
  listCalls,
  playRecording,
  sizeExport,
  watchCalls as watch,
  type CallsAnswer,
  type ExportSizeAnswer,
} from './operations.ts';
import { sendRecording } from './recording.ts';
import { createSeats } from './seats.ts';
import { callRowsOf } from './told.ts';
import { watchCalls } from './watch.ts';

/** Of one user; a browser has six connections to us. */
const WATCHING = { ofOne: 6, ofAll: 300 };
const EXPORTING = { ofOne: 2, ofAll: 6 };
const PLAYING = { ofOne: 6, ofAll: 100 };

/** `/api/admin/enterprises/{number}/calls`: the journal, as it goes on, as a file, and recordings. */
export function callsJournalRouter(deps: CallsJournalDeps): Router {
  const { journal } = deps;
  const [watching, exporting, playing] = [createSeats(WATCHING), createSeats(EXPORTING), createSeats(PLAYING)];
  const router = Router();
  const readers = allow(deps, (request) => ({
    what: 'read-enterprise',
    enterprise: String(request.params['number']),
  }));

  serve(router, listCalls, readers, async (request, response) => {
    const { before, limit, ...filters } = readInput(callsQuery, request);
    const owner = await ownerOf(journal, request);
    // One more shows whether there is a next page.
    const found = await journal.search(searchOf(owner, filters), { before: placeOf(before), most: limit + 1 });
    const places = found.slice(0, limit);
    const last = places.at(-1);
    const ids = places.map(({ callId }) => callId);
    const answer: CallsAnswer = {
      calls: await callRowsOf(journal, owner.number, ids),
      next: found.length > limit && last ? cursorOf(last) : null,
      timezone: owner.timezone,
    };
    response.json(answer);
  });
  serve(router, watch, readers, (request, response) => watchCalls(deps, watching, request, response));
  serve(router, sizeExport, readers, async (request, response) => {
    const search = searchOf(await ownerOf(journal, request), readInput(callFilters, request));
    const rows = await journal.count(search, COUNTED_MOST + 1);
    const answer: ExportSizeAnswer = { rows: Math.min(rows, COUNTED_MOST), is_exact: rows <= COUNTED_MOST };
    response.json(answer);
  });
  serve(router, exportCalls, readers, async (request, response) => {
    const { lang, ...filters } = readInput(exportQuery, request);
    const owner = await ownerOf(journal, request);
    const { number } = owner;
    const search = searchOf(owner, filters);
    const { user } = adminOf(response);
    const free = exporting.take(user.id);
    try {
      await deps.auditExport({ actor: user.email, enterprise: number, filters: Object.keys(filters).toSorted() });
      const mayGoOn = () => isStillAllowed(deps, request, { what: 'read-enterprise', enterprise: number });
      await sendExport(deps, { owner, search, lang, mayGoOn }, response);
    } finally {
      free();
    }
  });
  serve(router, playRecording, readers, (request, response) => sendRecording(deps, playing, request, response));
  return router;
}
