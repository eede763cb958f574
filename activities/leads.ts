import { dropLeads } from '../db/client-lists.ts';
import { endsWithCallId } from '../domain/call-mark.ts';
import { actionsFor } from '../domain/call-terms.ts';
import { phoneDigits } from '../domain/phone.ts';
import type { LeadChange } from '../uon/leads.ts';
import { UonError } from '../uon/errors.ts';
import type { Ask } from './contract/asked.ts';
import type { LeadOrder } from './contract/uon.ts';
import { once } from './effect.ts';
import type { UonDeps, UonTurn } from './uon-request.ts';

/**
 * Creates a lead without a manager. Its note carries the call id: what an earlier attempt made after all is found among the
 * client's leads.
 */
export async function createLead(deps: UonDeps, ask: Ask, turn: UonTurn, order: LeadOrder): Promise<string> {
  const { access, enterprise, options } = turn;
  const note = `Создано по звонку ${ask.callId}`;
  const actions = actionsFor(enterprise, order.direction);
  const { id } = await once(deps, ask, turn, {
    effect: 'lead/create',
    find: async () => {
      const leads = await deps.uon.leadsOfClient(access, order.clientId, options);
      return leads.find((lead) => endsWithCallId(lead.note, ask.callId)) ?? null;
    },
    create: (sending) =>
      deps.uon.createLead(
        access,
        {
          clientId: order.clientId,
          phoneDigits: phoneDigits(order.phoneE164),
          source: actions.source,
          note,
          statusId: order.statusId,
          ignoreTouristNotification: actions.ignore_tourist_notification,
          ignoreActionsAndReminders: actions.ignore_actions_and_reminders,
        },
        sending,
      ),
  });
  await dropLeads(deps.pool, enterprise.number, { clientId: order.clientId, leadIds: [] });
  if (id === null) throw new UonError('refused', 'lead/create', 'made, but its id is not known');
  return id;
}

/** Changes a lead; what was kept of it says otherwise and is dropped. */
export async function changeLead(
  deps: UonDeps,
  { access, enterprise, options }: UonTurn,
  leadId: string,
  change: LeadChange,
): Promise<void> {
  await deps.uon.updateLead(access, leadId, change, options);
  await dropLeads(deps.pool, enterprise.number, { clientId: null, leadIds: [leadId] });
}
