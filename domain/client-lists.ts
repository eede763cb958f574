import type { UonCall } from './past-calls.ts';
import type { ClientRequest, Lead, LeadStatus } from './uon-shapes.ts';

/** What is kept of a client's lead: no free text, which may hold anything. */
export interface LeadSummary {
  readonly id: string;
  readonly statusId: string | null;
  readonly statusName: string;
  readonly isArchived: boolean;
  readonly managerId: string | null;
  /** Local to the account, as U-ON wrote it. */
  readonly createdAt: string | null;
  readonly source: string;
}

export type RequestSummary = Omit<ClientRequest, 'clientId'>;

/** A client's lists, by their kind. */
export interface ClientLists {
  readonly leads: LeadSummary;
  readonly requests: RequestSummary;
  /** Of U-ON's call history, the newest first. */
  readonly calls: UonCall;
}

/** Leads as the account's statuses describe them; one whose status is not listed counts as active. */
export function leadSummaries(leads: readonly Lead[], statuses: readonly LeadStatus[]): readonly LeadSummary[] {
  const byId = new Map(statuses.map((status) => [status.id, status]));
  return leads.map(({ id, statusId, statusName, managerId, createdAt, source }) => {
    const status = statusId === null ? undefined : byId.get(statusId);
    return {
      ...{ id, statusId, managerId, createdAt, source },
      statusName: statusName || (status?.name ?? ''),
      isArchived: status?.archived ?? false,
    };
  });
}

export function requestSummaries(requests: readonly ClientRequest[]): readonly RequestSummary[] {
  return requests.map(({ clientId: _clientId, ...request }) => request);
}
