import * as z from 'zod';

import type { LeadStatus, Manager } from '../domain/uon-shapes.ts';
import type { CallOptions, UonAccess } from './access.ts';
import { count, flag, id, optionalId, text } from './fields.ts';
import { readRows, type RowForm } from './read-rows.ts';
import type { Transport } from './transport.ts';

export interface DirectoryMethods {
  leadStatuses(access: UonAccess, options: CallOptions): Promise<LeadStatus[]>;
  managers(access: UonAccess, options: CallOptions): Promise<Manager[]>;
}

/** What changes seldom and may be kept for minutes. Every method throws UonError. */
export function directoryMethods(transport: Transport): DirectoryMethods {
  return {
    leadStatuses: async (access, options) => {
      const method = 'status_lead';
      return readRows(await transport.send(access, { method }, options), method, STATUSES);
    },
    managers: async (access, options) => {
      const method = 'manager';
      return readRows(await transport.send(access, { method }, options), method, MANAGERS);
    },
  };
}

const STATUSES: RowForm<LeadStatus> = {
  keys: ['records'],
  schema: z
    .object({ id, name: text, ord: count, is_archive: flag(false) })
    .transform((row) => ({ id: row.id, name: row.name, order: row.ord, archived: row.is_archive })),
};

const STATES: Readonly<Record<number, Manager['state']>> = { 1: 'free', 2: 'busy', 3: 'absent' };

const MANAGERS: RowForm<Manager> = {
  keys: ['users', 'managers', 'manager'],
  schema: z
    .object({
      u_id: id,
      u_surname: text,
      u_name: text,
      ip_internal_number: optionalId,
      u_manager_status: count,
      active: flag(true),
      deleted: flag(false),
    })
    .transform((row) => ({
      id: row.u_id,
      surname: row.u_surname,
      name: row.u_name,
      extension: row.ip_internal_number,
      state: STATES[row.u_manager_status] ?? ('unknown' as const),
      active: row.active,
      deleted: row.deleted,
    })),
};
