import * as z from 'zod';

import type { Reminder } from '../domain/uon-shapes.ts';
import type { CallOptions, UonAccess } from './access.ts';
import { createdId } from './created-id.ts';
import { localTime, optionalId, text } from './fields.ts';
import { asNumber } from './parameters.ts';
import { readRows, type RowForm } from './read-rows.ts';
import type { Transport } from './transport.ts';

export interface NewReminder {
  text: string;
  /** In the manager's local time, `Y-m-d H:i:s`. */
  at: string;
  until?: string;
  /** Without any manager U-ON answers 500. */
  managerId: string;
  clientId?: string | null;
  leadId?: string | null;
}

export interface ReminderMethods {
  /** A task for a manager. Made twice if sent twice. @returns its id where U-ON tells it */
  createReminder(access: UonAccess, reminder: NewReminder, options: CallOptions): Promise<string | null>;
  remindersOfLead(access: UonAccess, leadId: string, options: CallOptions): Promise<Reminder[]>;
}

/** `reminder/*`: tasks. Every method throws UonError. */
export function reminderMethods(transport: Transport): ReminderMethods {
  return {
    createReminder: async (access, reminder, options) => {
      const method = 'reminder/create';
      const managerId = asNumber(reminder.managerId);
      const parameters = {
        type_id: TASK,
        text: reminder.text,
        datetime: reminder.at,
        datetime_to: reminder.until,
        manager_id: managerId,
        created_u_id: managerId,
        tr_id: asNumber(reminder.clientId),
        r_id: asNumber(reminder.leadId),
      };
      return createdId(await transport.send(access, { method, parameters }, options), method);
    },
    remindersOfLead: async (access, leadId, options) => {
      const method = 'reminder';
      return readRows(await transport.send(access, { method, segments: [leadId] }, options), method, REMINDERS);
    },
  };
}

/** The only type a public source was seen to use. */
const TASK = 1;

const REMINDERS: RowForm<Reminder> = {
  keys: ['reminder', 'reminders'],
  schema: z
    .object({ id: optionalId, text, datetime: localTime, r_id: optionalId, tr_id: optionalId, manager_id: optionalId })
    .transform((row) => ({
      id: row.id,
      text: row.text,
      at: row.datetime,
      leadId: row.r_id,
      clientId: row.tr_id,
      managerId: row.manager_id,
    })),
};
