/**
 * What U-ON knows, in our words: ids are text, phones digits, names clean of HTML entities, "none" is null (text: '').
 * Times are local to the account, without a zone, as U-ON wrote them.
 */

/** A tourist, or a company or agency kept as one. */
export interface Client {
  id: string;
  surname: string;
  name: string;
  patronymic: string;
  company: string;
  /** Of the company as something of its own in U-ON, where the client's row tells one. */
  companyId?: string | null;
  kind: 'person' | 'company' | 'agency';
  /** Each once: those in the fields of the main one, mobile, home. */
  phones: string[];
  managerId: string | null;
  active: boolean;
  deleted: boolean;
  /** By whose clocks he lives, as an offset (`+03:00`); not there where U-ON does not say, and in what was kept before we asked. */
  timezone?: string;
}

export interface Lead {
  id: string;
  statusId: string | null;
  statusName: string;
  managerId: string | null;
  clientId: string | null;
  createdAt: string | null;
  source: string;
  note: string;
}

/** A заявка: what a lead becomes once something is booked. */
export interface ClientRequest {
  id: string;
  statusId: string | null;
  statusName: string;
  managerId: string | null;
  clientId: string | null;
  createdAt: string | null;
}

export interface LeadStatus {
  id: string;
  name: string;
  order: number;
  archived: boolean;
}

export interface Manager {
  id: string;
  surname: string;
  name: string;
  /** The internal number U-ON holds. */
  extension: string | null;
  state: 'free' | 'busy' | 'absent' | 'unknown';
  active: boolean;
  deleted: boolean;
}

export interface CallRecord {
  id: string | null;
  phoneDigits: string;
  startedAt: string | null;
  durationS: number;
  direction: 'incoming' | 'outgoing' | null;
  managerId: string | null;
  recordUrl: string;
  note: string;
}

export interface Reminder {
  id: string | null;
  text: string;
  at: string | null;
  leadId: string | null;
  clientId: string | null;
  managerId: string | null;
}
