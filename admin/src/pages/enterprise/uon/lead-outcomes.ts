import {
  decideLead,
  type CreateLead,
  type LeadDecision,
  type LeadFacts,
  type LeadSettings,
  type LeadSituation,
} from '../../../../../domain/lead-policy.ts';

/** The rows of the table of actions, in their order. */
export const SITUATIONS = ['some-active', 'only-archived', 'none'] as const satisfies readonly LeadSituation[];
export const MODES = ['never', 'if_no_open', 'if_no_request'] as const satisfies readonly CreateLead[];

const active = lead('1', false);
const archived = lead('2', true);
const LEADS: Readonly<Record<LeadSituation, readonly LeadFacts[]>> = {
  'some-active': [active, archived],
  'only-archived': [archived],
  none: [],
};

/** What a call would do, as the calls themselves decide it. */
export function outcomeOf(situation: LeadSituation, mode: CreateLead, statuses: LeadSettings): LeadDecision {
  return decideLead(LEADS[situation], { ...statuses, create_lead: mode });
}

function lead(id: string, isArchived: boolean): LeadFacts {
  return { id, managerId: null, isArchived, createdAt: '2025-09-01 10:00' };
}
