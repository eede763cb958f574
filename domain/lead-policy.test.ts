import { describe, expect, it } from 'vitest';
import { decideLead, newestActive, type CreateLead, type LeadFacts } from './lead-policy.ts';

const lead = (id: string, more: Partial<LeadFacts> = {}): LeadFacts => ({
  id,
  managerId: null,
  isArchived: false,
  createdAt: '',
  ...more,
});
const active = [lead('1')];
const archived = [lead('2', { isArchived: true })];
const both = [...active, ...archived];

const statuses = { status_lead_no_open: '22', status_lead_no_leads: '33' };

describe('the table of actions', () => {
  it.each<[string, readonly LeadFacts[], CreateLead, string]>([
    ['some active', both, 'never', 'none'],
    ['some active', both, 'if_no_open', 'none'],
    ['some active', both, 'if_no_request', 'none'],
    ['only active', active, 'if_no_open', 'none'],
    ['only archived', archived, 'never', 'none'],
    ['only archived', archived, 'if_no_open', 'create 22'],
    ['only archived', archived, 'if_no_request', 'none'],
    ['none', [], 'never', 'none'],
    ['none', [], 'if_no_open', 'create 33'],
    ['none', [], 'if_no_request', 'create 33'],
  ])('with %s leads and the others, %#: %s -> %s', (_, leads, create_lead, expected) => {
    const decision = decideLead(leads, { create_lead, ...statuses });
    expect(decision.kind === 'create' ? `create ${decision.statusId}` : decision.kind).toBe(expected);
  });

  it('leaves a status that is not set to U-ON', () => {
    expect(decideLead([], { create_lead: 'if_no_open' })).toEqual({ kind: 'create', statusId: null });
  });

  it('sets the status of the newest active lead, whatever is said about creating', () => {
    const leads = [
      lead('9', { createdAt: '2025-08-28 14:52' }),
      lead('10', { createdAt: '2025-08-28 14:52' }),
      lead('11', { createdAt: '2025-08-29 10:00', isArchived: true }),
    ];
    expect(decideLead(leads, { create_lead: 'never', status_lead_active: '5' })).toEqual({
      kind: 'set-status',
      leadId: '10',
      statusId: '5',
    });
  });
});

describe('which leads count', () => {
  it('takes the newest that is not archived', () => {
    const leads = [lead('1', { createdAt: '2025-01-02' }), lead('2', { createdAt: '2025-01-01' }), ...archived];
    expect(newestActive(leads)?.id).toBe('1');
    expect(newestActive(archived)).toBeNull();
  });
});
