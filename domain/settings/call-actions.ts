import type { z } from 'zod';

import { block, oneOf, orDefault, orUnset, text, uonId, wholeFrom, yesNo } from './fields.ts';
import { knownPlaceholders } from './template.ts';
import { workingHours } from './working-hours.ts';

/** When a call makes a lead: see the table of `lead-policy`. */
export const LEAD_CREATION = ['never', 'if_no_open', 'if_no_request'] as const;

function actionsOf(source: string) {
  return {
    create_client_on_call: orDefault(yesNo, false),
    new_client_name: orDefault(
      text.superRefine(knownPlaceholders(['phone'])).meta({ examples: ['Новый клиент {phone}'] }),
      'Новый клиент {phone}',
    ),
    create_lead: orDefault(oneOf(LEAD_CREATION), 'never'),
    source: orDefault(text, source),
    status_lead_active: orUnset(uonId),
    status_lead_no_open: orUnset(uonId),
    status_lead_no_leads: orUnset(uonId),
    ignore_tourist_notification: orDefault(yesNo, true),
    ignore_actions_and_reminders: orDefault(yesNo, true),
  };
}

export const incomingCallActions = block({
  ...actionsOf('Входящий звонок'),
  missed_call_task: orDefault(yesNo, false),
  task_minutes: orDefault(wholeFrom(0, 525_600), 15),
  working_hours: orUnset(workingHours),
  missed_call_status: orUnset(uonId),
});

export const outgoingCallActions = block(actionsOf('Исходящий звонок'));

export type IncomingCallActions = z.output<typeof incomingCallActions>;
/** What calls of either direction have in common. */
export type CallActions = z.output<typeof outgoingCallActions>;
