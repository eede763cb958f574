import type { LeadSummary, RequestSummary } from './client-lists.ts';
import { byNewest } from './lead-policy.ts';
import { managerName, pastCalls, type CallsToMerge } from './past-calls.ts';
import type { CallerDetails, DetailRow, CutList } from './popup-facts.ts';
import type { Client } from './uon-shapes.ts';

/** A popup is read at a glance: so many leads and so many requests, and how many more there are. */
const LONGEST_LIST = 3;

/** All that is known of a caller; null: not known. */
export interface KnownOfCaller extends CallsToMerge {
  readonly client: Client | null;
  readonly leads: readonly LeadSummary[] | null;
  readonly requests: readonly RequestSummary[] | null;
}

/** How much of it the settings want. */
export interface DetailSettings {
  readonly last_calls: number;
  readonly show_requests: boolean;
}

/** What a popup shows of it. */
export function callerDetails(known: KnownOfCaller, { last_calls, show_requests }: DetailSettings): CallerDetails {
  const { client, leads, requests, managers } = known;
  const calls = pastCalls(known);
  const fromCaller = calls.find(({ direction }) => direction === 'incoming');
  const isMissed = fromCaller !== undefined && fromCaller === calls[0] && !fromCaller.answered;
  return {
    managerName: client?.managerId ? managerName(managers, client.managerId) : null,
    leads: leads && activeLeads(leads),
    requests: requests && show_requests ? newestRequests(requests) : null,
    calls: calls.slice(0, last_calls),
    missedAtMs: isMissed ? fromCaller.atMs : null,
  };
}

/** Leads whose status is not archived. */
export function activeLeads(leads: readonly LeadSummary[]): CutList<DetailRow> {
  return cut(leads.filter(({ isArchived }) => !isArchived));
}

/** U-ON says of no status of a request whether it is over: the newest are shown, with their status. */
export function newestRequests(requests: readonly RequestSummary[]): CutList<DetailRow> {
  return cut(requests);
}

function cut(rows: readonly DetailRow[]): CutList<DetailRow> {
  const shown = rows
    .toSorted(byNewest)
    .slice(0, LONGEST_LIST)
    .map(({ id, statusName, createdAt }) => ({ id, statusName, createdAt }));
  return { shown, more: rows.length - shown.length };
}
