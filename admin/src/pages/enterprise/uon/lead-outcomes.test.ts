import { expect, it } from 'vitest';
import { MODES, outcomeOf, SITUATIONS } from './lead-outcomes.ts';

const table = (statuses: object) =>
  SITUATIONS.map((situation) =>
    MODES.map((mode) => {
      const decision = outcomeOf(situation, mode, { create_lead: 'never', ...statuses });
      return decision.kind === 'none' ? '-' : `${decision.kind} ${decision.statusId}`;
    }),
  );

it('the table is the one by which calls are dealt with', () => {
  expect(table({ status_lead_no_open: '5', status_lead_no_leads: '1' })).toEqual([
    ['-', '-', '-'],
    ['-', 'create 5', '-'],
    ['-', 'create 1', 'create 1'],
  ]);
});

it('with a status for active leads the newest one gets it, whatever the mode', () => {
  expect(table({ status_lead_active: '3' })[0]).toEqual(['set-status 3', 'set-status 3', 'set-status 3']);
  expect(table({})[2]).toEqual(['-', 'create null', 'create null']);
});
