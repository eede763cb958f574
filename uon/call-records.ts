import * as z from 'zod';

import type { CallRecord } from '../domain/uon-shapes.ts';
import type { CallOptions, UonAccess } from './access.ts';
import { createdId } from './created-id.ts';
import { count, localTime, optionalId, phoneDigits, text } from './fields.ts';
import { asNumber } from './parameters.ts';
import { readRows, type RowForm } from './read-rows.ts';
import type { Transport } from './transport.ts';

export interface NewCallRecord {
  phoneDigits: string;
  /** Local to the account, `Y-m-d H:i:s`. */
  startedAt: string;
  durationS: number;
  direction: 'incoming' | 'outgoing';
  managerId?: string | null;
  recordUrl?: string | null;
  note?: string;
}

export interface CallRecordMethods {
  /**
   * Written once and for all: U-ON can't change a record, and has no id of ours to tell a second one by. Put the call
   * id into the note.
   *
   * @returns the record's id where U-ON tells it
   */
  createCallRecord(access: UonAccess, record: NewCallRecord, options: CallOptions): Promise<string | null>;
  /** The first page (100) of a client's records. */
  callRecordsOfUser(access: UonAccess, clientId: string, options: CallOptions): Promise<CallRecord[]>;
  /** One page (100) of the account's records, `[]` past the last. The order is not documented. */
  callRecords(access: UonAccess, page: number, options: CallOptions): Promise<CallRecord[]>;
}

/** `call_history*`. Every method throws UonError. */
export function callRecordMethods(transport: Transport): CallRecordMethods {
  return {
    createCallRecord: async (access, record, options) => {
      const method = 'call_history/create';
      const parameters = {
        phone: record.phoneDigits,
        start: record.startedAt,
        duration: Math.round(record.durationS),
        direction: DIRECTION_CODES[record.direction],
        manager_id: asNumber(record.managerId),
        record_link: record.recordUrl,
        note: record.note,
      };
      return createdId(await transport.send(access, { method, parameters }, options), method);
    },
    callRecordsOfUser: async (access, clientId, options) => {
      const method = 'call_history_by_user';
      return readRows(await transport.send(access, { method, segments: [clientId, 1] }, options), method, RECORDS);
    },
    callRecords: async (access, page, options) => {
      const method = 'call_history';
      return readRows(await transport.send(access, { method, segments: [page] }, options), method, RECORDS);
    },
  };
}

const DIRECTION_CODES = { outgoing: 1, incoming: 2 } as const;
const DIRECTIONS: Readonly<Record<number, CallRecord['direction']>> = { 1: 'outgoing', 2: 'incoming' };

const RECORDS: RowForm<CallRecord> = {
  keys: ['users', 'call_history', 'records'],
  schema: z
    .object({
      id: optionalId,
      phone: phoneDigits,
      start: localTime,
      duration: count,
      direction: count,
      manager_id: optionalId,
      record_link: text,
      note: text,
    })
    .transform((row) => ({
      id: row.id,
      phoneDigits: row.phone,
      startedAt: row.start,
      durationS: row.duration,
      direction: DIRECTIONS[row.direction] ?? null,
      managerId: row.manager_id,
      recordUrl: row.record_link,
      note: row.note,
    })),
};
