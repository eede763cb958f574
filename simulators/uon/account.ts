import { accountSeedSchema } from './account-seed.ts';
import type { AccountSeed, ClientRow, LeadRow, ManagerRow, RequestRow, SourceRow, StatusRow } from './account-seed.ts';

export interface CallRecordRow {
  id: number;
  phone: string;
  start: string;
  duration: number;
  /** 1 outgoing, 2 incoming, null when it was not given. */
  direction: number | null;
  record_link: string;
  manager_id: number | null;
  office_id: number | null;
  note: string;
  /** The tourist with this phone, if there is one. */
  client_id: number | null;
}

export interface NotificationRow {
  id: number;
  manager_id: number;
  text: string;
  datetime: string;
}

/** A touch on a card; `auto` marks what U-ON wrote by itself. */
export interface ActionRow {
  id: number;
  r_id: number | null;
  tr_id: number | null;
  type_id: number;
  datetime: string;
  timezone: string;
  text: string;
  auto: boolean;
}

/** A task; `auto` marks what U-ON set by itself. */
export interface ReminderRow {
  id: number;
  type_id: number;
  datetime: string;
  datetime_to: string;
  text: string;
  r_id: number | null;
  tr_id: number | null;
  manager_id: number | null;
  created_u_id: number | null;
  auto: boolean;
}

export interface WebhookRow {
  id: number;
  type_id: number;
  section_id: number;
  url: string;
  method: string;
  note: string;
}

/** A message that left U-ON because of a new lead: an SMS to the tourist, a notice to the lead's manager. */
export interface MessageRow {
  lead_id: number;
  client_id: number;
  manager_id: number | null;
  to: string;
}

/**
 * One U-ON account as it stands now. Rows carry U-ON's field names, ids as numbers and null for "none"; the odd
 * forms of the real answers are made when a row is told. Tests may read and change it.
 */
export interface Account {
  uon_id: string;
  uon_subdomain: string;
  webhook_form: 'full' | 'russian' | 'ids';
  clients: ClientRow[];
  leads: LeadRow[];
  requests: RequestRow[];
  statuses: StatusRow[];
  managers: ManagerRow[];
  sources: SourceRow[];
  callRecords: CallRecordRow[];
  notifications: NotificationRow[];
  actions: ActionRow[];
  reminders: ReminderRow[];
  webhooks: WebhookRow[];
  /** An id is not given again once its webhook is deleted. */
  lastWebhookId: number;
  /** SMS to tourists that nobody asked for: what `ignore_tourist_notification` prevents. */
  touristMessages: MessageRow[];
  /** Notices to managers about new leads: what `ignore_manager_notification` prevents. */
  managerMessages: MessageRow[];
}

/**
 * Makes an account from its seed.
 * @throws ZodError naming the field that is wrong
 */
export function createAccount(seed: AccountSeed): Account {
  const read = accountSeedSchema.parse(seed);
  return {
    ...read,
    leads: read.leads.map((lead) => ({ ...lead, id_system: lead.id_system ?? lead.id + ID_SYSTEM_AHEAD })),
    callRecords: [],
    notifications: [],
    actions: [],
    reminders: [],
    webhooks: [],
    lastWebhookId: 0,
    touristMessages: [],
    managerMessages: [],
  };
}

/** How far `id_system` runs ahead of `id`, so that whoever takes one for the other finds nothing. */
export const ID_SYSTEM_AHEAD = 90_000;

/** The id after the greatest one in use, or after `issued` where rows may have been deleted. */
export function nextId<Row>(rows: readonly Row[], idOf: (row: Row) => number, issued = 0): number {
  return rows.reduce((greatest, row) => Math.max(greatest, idOf(row)), issued) + 1;
}
