import { z } from 'zod';
import type { Operation } from '../../openapi/operation.ts';
import { enterpriseParams, NO_ENTERPRISE } from '../enterprise-params.ts';
import { callFilters, callsQuery, exportQuery } from './filters.ts';
import { callRow, liveCall } from './row.ts';

const of = {
  ...({ tag: 'Administration', access: 'session', method: 'get' } as const),
  params: enterpriseParams,
};
const WRONG = 'A filter can not be read';
const FULL = 'The same user has too many of them open; `Retry-After` says when to ask again';

export const callsAnswer = z.object({
  calls: z.array(callRow).meta({ description: 'The newest first' }),
  next: z.string().nullable().meta({ description: '`before` of the next page; null: there are no more' }),
  timezone: z.string().meta({ description: 'The zone of `from` and `to`', examples: ['Europe/Minsk'] }),
});
export type CallsAnswer = z.output<typeof callsAnswer>;

export const listCalls: Operation = {
  ...{ ...of, path: '/api/admin/enterprises/{number}/calls', id: 'listCalls', summary: 'Calls, the newest first' },
  query: callsQuery,
  answers: { 200: { description: 'A page of them', schema: callsAnswer } },
  problems: { 404: NO_ENTERPRISE, 422: WRONG },
};

/** What the event `open` brings: all that are under way; it replaces what was known. */
export const liveOpen = z.object({ calls: z.array(liveCall), timezone: z.string() });
export type LiveOpen = z.output<typeof liveOpen>;
/** What the event `call` brings: one call as it stands now; with `closed` it is over, and nothing more comes of it. */
export { liveCall } from './row.ts';
/** What the event `left` brings: a call that is told of no more, since too many newer ones are open. */
export interface LiveLeft {
  readonly call_id: string;
}

export const watchCalls: Operation = {
  ...{ ...of, path: '/api/admin/enterprises/{number}/calls/live', id: 'watchCalls' },
  summary: 'Calls as they go on',
  description:
    'Server-sent events: `open` with `{calls, timezone}`, all that are under way, at once and whenever it has to be said anew; ' +
    '`call` with one call whenever it changed, `closed` at last; `left` with the `call_id` of one that is told of no more, as 500 newer ones are open; a comment every 15 s. Each call has its `last_step`. Ends with ' +
    'the session, and for who reads too slowly; `EventSource` then asks again by itself.',
  answers: { 200: { description: 'It does not end by itself', schema: z.string(), type: 'text/event-stream' } },
  problems: { 404: NO_ENTERPRISE, 429: FULL },
};

export const exportCalls: Operation = {
  ...{ ...of, path: '/api/admin/enterprises/{number}/calls/export', id: 'exportCalls', summary: 'Calls as a CSV file' },
  description: 'UTF-8 with a byte order mark, semicolons, CRLF; times are in the enterprise’s zone, the newest first.',
  query: exportQuery,
  answers: { 200: { description: 'All of them, as they are read', schema: z.string(), type: 'text/csv' } },
  problems: { 404: NO_ENTERPRISE, 422: WRONG, 429: FULL },
};

/** Counted further than this nobody waits for. */
export const COUNTED_MOST = 100_000;

export const exportSizeAnswer = z.object({
  rows: z.int().meta({ description: `Calls of the file; counted as far as ${COUNTED_MOST}` }),
  is_exact: z.boolean().meta({ description: 'false: there are more' }),
});
export type ExportSizeAnswer = z.output<typeof exportSizeAnswer>;

export const sizeExport: Operation = {
  ...{ ...of, path: '/api/admin/enterprises/{number}/calls/export/size', id: 'sizeExport' },
  summary: 'How many calls such a CSV file would have',
  query: callFilters,
  answers: { 200: { description: 'As they stand now', schema: exportSizeAnswer } },
  problems: { 404: NO_ENTERPRISE, 422: WRONG },
};

export const recordingParams = of.params.extend({
  uniqueid: z
    .string()
    .max(150)
    .regex(/^[\x21-\x7e]+$/, { error: 'must be printable characters without spaces' })
    .meta({ description: 'UniqueId of the call’s first channel', examples: ['1757840723.6'] }),
});
export const RANGE = /^bytes=(?:\d{1,12}-\d{0,12}|-\d{1,12})$/;

const audio = { schema: z.string(), type: '*/*' };
export const playRecording: Operation = {
  ...{ ...of, path: '/api/admin/enterprises/{number}/calls/{uniqueid}/recording', id: 'playRecording' },
  summary: 'The recording of a call, fetched from where it lies',
  description: 'From hosts of the setting `RECORDING_ALLOW` alone.',
  params: recordingParams,
  headers: z.object({ Range: z.string().regex(RANGE).optional() }),
  answers: {
    200: { description: 'All of it', ...audio },
    206: { description: 'The part that was asked for', ...audio },
  },
  problems: {
    404: 'There is no such enterprise or call, or it has no recording',
    409: 'Its host is not in `RECORDING_ALLOW`',
    429: FULL,
    502: 'Nothing that can be played lies there, or nothing answers: the same answer always, the log says which',
  },
};

export const callsJournalOperations = [listCalls, watchCalls, exportCalls, sizeExport, playRecording];
