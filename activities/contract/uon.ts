import type { CallRecordFacts } from '../../domain/call-record.ts';
import type { LeadSummary, RequestSummary } from '../../domain/client-lists.ts';
import type { UonCall } from '../../domain/past-calls.ts';
import type { PopupOrder } from '../../domain/popup-order.ts';
import type { Client, Lead, LeadStatus } from '../../domain/uon-shapes.ts';
import type { ClientCard } from '../../domain/webhooks/client-card.ts';
import type { Ask, How } from './asked.ts';
import type { FoundClient } from './greeting.ts';
import type { MergedOrder, PopupEnd, PopupOutcome } from './popups.ts';

export interface LeadOrder {
  readonly clientId: string;
  readonly phoneE164: string;
  readonly direction: 'incoming' | 'outgoing';
  readonly statusId: string | null;
}

export interface ReminderOrder {
  readonly clientId: string | null;
  readonly leadId: string | null;
  readonly managerId: string;
  /** When it is due, epoch ms; U-ON is told in the enterprise's zone. */
  readonly dueAtMs: number;
  readonly text: string;
}

export type DirectoryKind = 'managers' | 'lead-statuses';

/** One U-ON request each, on the queue `uon`. */
export interface UonActivities {
  findClient(ask: Ask, phoneE164: string, how: How): Promise<FoundClient>;
  leadStatuses(ask: Ask): Promise<readonly LeadStatus[]>;
  leadsOfClient(ask: Ask, clientId: string): Promise<readonly Lead[]>;
  /** A client's leads as services are told them; kept for the next question. */
  listLeads(ask: Ask, clientId: string, how: How): Promise<readonly LeadSummary[]>;
  /** The same of its requests (заявки). */
  listRequests(ask: Ask, clientId: string, how: How): Promise<readonly RequestSummary[]>;
  /** The same of its calls in U-ON's history. */
  listCalls(ask: Ask, clientId: string, how: How): Promise<readonly UonCall[]>;
  createClient(ask: Ask, phoneE164: string, direction: 'incoming' | 'outgoing'): Promise<Client>;
  /** One client of the number as U-ON has it now; null when it has it no more. */
  readClient(ask: Ask, phoneE164: string, clientId: string): Promise<Client | null>;
  /** One client by its id, as far as our customers follow it; null when U-ON has it no more. */
  readClientCard(ask: Ask, clientId: string): Promise<ClientCard | null>;
  /** Reads a list of the account anew; of managers, also which extensions U-ON holds for them. */
  refreshDirectory(ask: Ask, kind: DirectoryKind): Promise<void>;
  /** A popup that no call owes: repeated only where it surely did not arrive. */
  tellManager(ask: Ask, managerId: string, html: string): Promise<void>;
  setClientManager(ask: Ask, phoneE164: string, clientId: string, managerId: string): Promise<void>;
  /** The same unless the client has a manager by now, who is given back. */
  offerClientManager(ask: Ask, phoneE164: string, clientId: string, managerId: string): Promise<string | null>;
  createLead(ask: Ask, order: LeadOrder): Promise<string>;
  setLeadStatus(ask: Ask, leadId: string, statusId: string): Promise<void>;
  setLeadManager(ask: Ask, leadId: string, managerId: string): Promise<void>;
  /** `clientId`: where the client is known, whose card may show the record of an earlier attempt. */
  createCallRecord(ask: Ask, order: CallRecordFacts, clientId?: string | null): Promise<void>;
  addRecordLink(
    ask: Ask,
    to: { readonly clientId: string | null; readonly leadId: string | null },
    recordUrl: string,
  ): Promise<void>;
  createReminder(ask: Ask, order: ReminderOrder): Promise<void>;
  sendPopup(ask: Ask, popup: PopupOrder): Promise<PopupOutcome>;
  /** One popup that tells of all of them; those that are too late, or that nobody waits for, are dropped. */
  sendMergedPopup(order: MergedOrder): Promise<readonly PopupEnd[]>;
}
