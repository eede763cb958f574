/** When a call makes a lead, as the enterprise chose it. */
export type CreateLead = 'never' | 'if_no_open' | 'if_no_request';

/** What is known of one lead of the client. */
export interface LeadFacts {
  readonly id: string;
  readonly managerId: string | null;
  readonly isArchived: boolean;
  /** When it was made, as U-ON writes it (`Y-m-d H:i`, sortable); null or empty when unknown. */
  readonly createdAt: string | null;
}

/** The part of the settings that decides about leads; a status that is not set is left to U-ON. */
export interface LeadSettings {
  readonly create_lead: CreateLead;
  readonly status_lead_active?: string | undefined;
  readonly status_lead_no_open?: string | undefined;
  readonly status_lead_no_leads?: string | undefined;
}

export type LeadDecision =
  | { readonly kind: 'create'; readonly statusId: string | null }
  | { readonly kind: 'set-status'; readonly leadId: string; readonly statusId: string }
  | { readonly kind: 'none'; readonly why: string };

/** The client's situation: the rows of the table of actions. */
export type LeadSituation = 'some-active' | 'only-archived' | 'none';

const CREATES: Readonly<Record<LeadSituation, readonly CreateLead[]>> = {
  'some-active': [],
  'only-archived': ['if_no_open'],
  none: ['if_no_open', 'if_no_request'],
};

/**
 * The table of actions at a dial: whether to create a lead and with which status, or to set the status of the newest
 * active one. An archived lead is never reopened.
 */
export function decideLead(leads: readonly LeadFacts[], settings: LeadSettings): LeadDecision {
  const situation = situationOf(leads);
  const active = newestActive(leads);
  if (active) {
    return settings.status_lead_active === undefined
      ? { kind: 'none', why: 'the client has an active lead' }
      : { kind: 'set-status', leadId: active.id, statusId: settings.status_lead_active };
  }
  if (!CREATES[situation].includes(settings.create_lead)) {
    return {
      kind: 'none',
      why: `create_lead is ${settings.create_lead} and the client has ${SITUATION_TEXT[situation]}`,
    };
  }
  const statusId = situation === 'only-archived' ? settings.status_lead_no_open : settings.status_lead_no_leads;
  return { kind: 'create', statusId: statusId ?? null };
}

/** Could the table lead to anything at all, whatever leads the client has? */
export function canMatter({ create_lead, status_lead_active }: LeadSettings): boolean {
  return create_lead !== 'never' || status_lead_active !== undefined;
}

export function situationOf(leads: readonly LeadFacts[]): LeadSituation {
  if (leads.length === 0) return 'none';
  return leads.some((lead) => !lead.isArchived) ? 'some-active' : 'only-archived';
}

/** The newest lead that is not archived, by date, then by id. */
export function newestActive<L extends LeadFacts>(leads: readonly L[]): L | null {
  const active = leads.filter((lead) => !lead.isArchived);
  return active.toSorted(byNewest)[0] ?? null;
}

const SITUATION_TEXT: Readonly<Record<LeadSituation, string>> = {
  'some-active': 'an active lead',
  'only-archived': 'archived leads only',
  none: 'no leads',
};

/** Sorts leads or requests: the newest first, by date, then by id. */
export function byNewest(a: Dated, b: Dated): number {
  const [dateA, dateB] = [a.createdAt ?? '', b.createdAt ?? ''];
  if (dateA !== dateB) return dateA < dateB ? 1 : -1;
  return Number(b.id) - Number(a.id);
}

type Dated = Pick<LeadFacts, 'id' | 'createdAt'>;
