import type { Lead } from '../domain/uon-shapes.ts';
import type { CallOptions, UonAccess } from './access.ts';
import { done, requiredId } from './created-id.ts';
import { text } from './fields.ts';
import { leadOf, leadRow } from './lead-rows.ts';
import { readAllPages } from './paging.ts';
import { asNumber } from './parameters.ts';
import type { RowForm } from './read-rows.ts';
import type { Transport } from './transport.ts';

export interface NewLead {
  clientId: string;
  /** U-ON wants one way to reach the person, beside the client's id. */
  phoneDigits: string;
  source: string;
  note?: string;
  statusId?: string | null;
  managerId?: string | null;
  /** Local to the account, `Y-m-d H:i:s`; U-ON's now unless told. */
  createdAt?: string;
  /** Else U-ON writes to the client by SMS or e-mail. */
  ignoreTouristNotification: boolean;
  /** Else U-ON adds a note and a task of its own. */
  ignoreActionsAndReminders: boolean;
  ignoreManagerNotification?: boolean;
}

export interface LeadChange {
  statusId?: string;
  managerId?: string;
}

export interface LeadMethods {
  /** All of them, page by page; `[]` for none. */
  leadsOfClient(access: UonAccess, clientId: string, options: CallOptions): Promise<Lead[]>;
  /** @returns the lead's id, the one `updateLead` takes. Made twice if sent twice. */
  createLead(access: UonAccess, lead: NewLead, options: CallOptions): Promise<string>;
  updateLead(access: UonAccess, leadId: string, change: LeadChange, options: CallOptions): Promise<void>;
}

/** `lead/*` and what changes leads. Every method throws UonError. */
export function leadMethods(transport: Transport): LeadMethods {
  return {
    leadsOfClient: (access, clientId, options) =>
      readAllPages(transport, access, { method: 'lead-by-client', segments: [clientId] }, LEADS, options),
    createLead: async (access, lead, options) => {
      const method = 'lead/create';
      const parameters = {
        r_cl_id: asNumber(lead.clientId),
        r_u_id: asNumber(lead.managerId),
        status_id: asNumber(lead.statusId),
        u_phone: lead.phoneDigits,
        source: lead.source,
        note: lead.note,
        r_dat: lead.createdAt,
        ignore_tourist_notification: Number(lead.ignoreTouristNotification),
        ignore_actions_and_reminders: Number(lead.ignoreActionsAndReminders),
        ignore_manager_notification: lead.ignoreManagerNotification ? 1 : undefined,
      };
      return requiredId(await transport.send(access, { method, parameters }, options), method);
    },
    updateLead: async (access, leadId, change, options) => {
      // There is no lead/update; and of the two names for a status, status_id is taken here and ignored.
      const method = 'request/update';
      const parameters = { lead_status_id: asNumber(change.statusId), manager_id: asNumber(change.managerId) };
      done(await transport.send(access, { method, segments: [leadId], parameters }, options), method);
    },
  };
}

const LEADS: RowForm<Lead> = {
  keys: ['leads', 'lead'],
  schema: leadRow
    .extend({ source: text, notes: text, note: text })
    .transform((row) => ({ ...leadOf(row), source: row.source, note: row.notes || row.note })),
};
