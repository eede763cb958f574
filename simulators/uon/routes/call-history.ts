import { z } from 'zod';
import { nextId } from '../account.ts';
import type { CallRecordRow } from '../account.ts';
import { created, page } from '../answers.ts';
import type { Answer } from '../answers.ts';
import { clientWithPhone } from './clients.ts';
import { dateTime, existing, numeric, readParameters, text } from '../parameters.ts';
import { mixedId, mixedManager } from '../row-forms.ts';
import type { Route, RouteCall } from '../route.ts';

/** No status field and no id of the caller's: the same record sent twice is two records. */
const recordFields = z.object({
  phone: text.pipe(z.string().regex(/\d/)),
  start: dateTime,
  duration: numeric.optional(),
  direction: numeric.pipe(z.union([z.literal(1), z.literal(2)])).optional(),
  record_link: text.optional(),
  manager_id: numeric.optional(),
  office_id: numeric.optional(),
  note: text.optional(),
});

export const callHistoryRoutes: readonly Route[] = [
  { verb: 'POST', path: 'call_history/create', answer: createRecord },
  { verb: 'GET', path: 'call_history/{page}', answer: listRecords },
  { verb: 'GET', path: 'call_history_by_user/{client}/{page}', answer: recordsOfClient },
];

function createRecord({ account, fields }: RouteCall): Answer {
  const read = readParameters(recordFields, fields);
  const isManager = (wanted: number) => account.managers.some((manager) => manager.u_id === wanted);
  const record: CallRecordRow = {
    id: nextId(account.callRecords, (row) => row.id),
    phone: read.phone,
    start: read.start,
    duration: read.duration ?? 0,
    direction: read.direction ?? null,
    record_link: read.record_link ?? '',
    manager_id: existing('manager_id', read.manager_id, isManager),
    office_id: read.office_id || null,
    note: read.note ?? '',
    client_id: clientWithPhone(account, read.phone)?.u_id ?? null,
  };
  account.callRecords.push(record);
  return created(record.id);
}

/** The newest first. */
function listRecords({ account, params }: RouteCall): Answer {
  const { page: number } = readParameters(z.object({ page: numeric.default(1) }), params);
  return page('users', account.callRecords.toReversed(), number, tellRecord);
}

function recordsOfClient({ account, params }: RouteCall): Answer {
  const read = readParameters(z.object({ client: numeric, page: numeric.default(1) }), params);
  const records = account.callRecords.filter((record) => record.client_id === read.client);
  return page('users', records.toReversed(), read.page, tellRecord);
}

function tellRecord(record: CallRecordRow): Record<string, unknown> {
  return {
    ...record,
    id: mixedId(record.id),
    duration: mixedId(record.duration),
    direction: record.direction === null ? null : mixedId(record.direction, 1),
    manager_id: mixedManager(record.id, record.manager_id),
    office_id: mixedManager(record.id + 1, record.office_id),
    client_id: record.client_id === null ? null : mixedId(record.client_id),
  };
}
