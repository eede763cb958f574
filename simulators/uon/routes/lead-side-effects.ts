import { nextId } from '../account.ts';
import type { Account } from '../account.ts';
import type { ClientRow, LeadRow } from '../account-seed.ts';
import { localTime } from '../row-forms.ts';

interface Ignored {
  ignore_actions_and_reminders?: boolean | undefined;
  ignore_tourist_notification?: boolean | undefined;
  ignore_manager_notification?: boolean | undefined;
}

/** What U-ON does by itself with a new lead unless it is told not to: the tourist gets a message! */
export function noteSideEffects(
  account: Account,
  lead: LeadRow,
  client: ClientRow,
  ignored: Ignored,
  now: number,
): void {
  const message = { lead_id: lead.id, client_id: client.u_id, manager_id: lead.manager_id };
  if (!ignored.ignore_tourist_notification) {
    account.touristMessages.push({ ...message, to: client.u_phone_mobile || client.u_phone || client.u_email });
  }
  if (!ignored.ignore_manager_notification && lead.manager_id !== null) {
    account.managerMessages.push({ ...message, to: String(lead.manager_id) });
  }
  if (!ignored.ignore_actions_and_reminders) addNoteAndTask(account, lead, now);
}

function addNoteAndTask(account: Account, lead: LeadRow, now: number): void {
  account.actions.push({
    id: nextId(account.actions, (row) => row.id),
    r_id: lead.id,
    tr_id: lead.client_id,
    type_id: 0,
    datetime: localTime(now),
    timezone: '+03:00',
    text: 'Создано обращение',
    auto: true,
  });
  account.reminders.push({
    id: nextId(account.reminders, (row) => row.id),
    type_id: 0,
    datetime: localTime(now + 3_600_000),
    datetime_to: '',
    text: 'Заполнить данные клиента',
    r_id: lead.id,
    tr_id: lead.client_id,
    manager_id: lead.manager_id,
    created_u_id: null,
    auto: true,
  });
}
