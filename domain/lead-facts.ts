import type { LeadFacts } from './lead-policy.ts';
import type { Lead, LeadStatus } from './uon-shapes.ts';

/** Leads with what their statuses say. A status that U-ON's list does not know counts as open: nothing is made twice. */
export function withArchive(leads: readonly Lead[], statuses: readonly LeadStatus[]): readonly LeadFacts[] {
  const archived = new Set(statuses.filter((status) => status.archived).map((status) => status.id));
  return leads.map((lead) => ({
    id: lead.id,
    managerId: lead.managerId,
    createdAt: lead.createdAt ?? '',
    isArchived: lead.statusId !== null && archived.has(lead.statusId),
  }));
}
