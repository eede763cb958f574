import { freshStatuses, saveStatuses } from '../db/directories.ts';
import { endsWithCallId } from '../domain/call-mark.ts';
import { phoneDigits } from '../domain/phone.ts';
import type { LeadStatus } from '../domain/uon-shapes.ts';
import type { Ask, LeadOrder } from './contract.ts';
import type { UonDeps, UonTurn } from './uon-request.ts';

/** The account's lead statuses, kept for `directories_s`. */
export async function leadStatuses(
  deps: UonDeps,
  { access, enterprise, options }: UonTurn,
): Promise<readonly LeadStatus[]> {
  const known = await freshStatuses(deps.pool, access.account, enterprise.uon.cache.directories_s);
  if (known) return known;
  const statuses = await deps.uon.leadStatuses(access, options);
  await saveStatuses(deps.pool, access.account, statuses);
  return statuses;
}

/**
 * Creates a lead without a manager. Its note carries the call id: a later attempt looks among the client's leads for one
 * that an earlier attempt made after all.
 */
export async function createLead(deps: UonDeps, ask: Ask, turn: UonTurn, order: LeadOrder): Promise<string> {
  const { access, enterprise, options, attempt } = turn;
  const note = `Создано по звонку ${ask.callId}`;
  if (attempt > 1) {
    const leads = await deps.uon.leadsOfClient(access, order.clientId, options);
    const made = leads.find((lead) => endsWithCallId(lead.note, ask.callId));
    if (made) return made.id;
  }
  const actions =
    order.direction === 'incoming' ? enterprise.uon.incoming_call_actions : enterprise.uon.outgoing_call_actions;
  return deps.uon.createLead(
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
    options,
  );
}
