import { z } from 'zod';
import { nextId } from '../account.ts';
import type { Account, ReminderRow } from '../account.ts';
import { created, list, SERVER_ERROR } from '../answers.ts';
import type { Answer } from '../answers.ts';
import { dateTime, existing, numeric, readParameters, text, WrongParameter } from '../parameters.ts';
import { localTime, mixedId, mixedManager } from '../row-forms.ts';
import type { Route, RouteCall } from '../route.ts';

const target = { r_id: numeric.optional(), tr_id: numeric.optional() };

const actionFields = z.object({
  ...target,
  type_id: numeric.optional(),
  datetime: dateTime.optional(),
  text: text.pipe(z.string().min(1)),
  timezone: text.default('+03:00'),
});

const reminderFields = z.object({
  ...target,
  type_id: numeric.optional(),
  datetime: dateTime,
  datetime_to: dateTime.optional(),
  text: text.pipe(z.string().min(1)),
  manager_id: numeric.optional(),
  created_u_id: numeric.optional(),
});

export const taskRoutes: readonly Route[] = [
  { verb: 'POST', path: 'request-action/create', answer: createAction },
  { verb: 'POST', path: 'reminder/create', answer: createReminder },
  { verb: 'GET', path: 'reminder/{r_id}', answer: remindersOfLead },
];

function createAction({ account, fields, now }: RouteCall): Answer {
  const read = readParameters(actionFields, fields);
  const card = cardOf(account, read);
  if (card.r_id === null && card.tr_id === null) throw new WrongParameter('r_id');
  const id = nextId(account.actions, (row) => row.id);
  const datetime = read.datetime ?? localTime(now);
  const { text: words, timezone } = read;
  account.actions.push({ id, ...card, type_id: read.type_id ?? 0, datetime, timezone, text: words, auto: false });
  return created(id);
}

/** Both managers are documented as optional, yet without any the server breaks. */
function createReminder({ account, fields }: RouteCall): Answer {
  const read = readParameters(reminderFields, fields);
  if (read.manager_id === undefined && read.created_u_id === undefined) return SERVER_ERROR;
  const isManager = (wanted: number) => account.managers.some((manager) => manager.u_id === wanted);
  const reminder: ReminderRow = {
    id: nextId(account.reminders, (row) => row.id),
    type_id: read.type_id ?? 0,
    datetime: read.datetime,
    datetime_to: read.datetime_to ?? '',
    text: read.text,
    ...cardOf(account, read),
    manager_id: existing('manager_id', read.manager_id, isManager),
    created_u_id: existing('created_u_id', read.created_u_id, isManager),
    auto: false,
  };
  account.reminders.push(reminder);
  return created(reminder.id);
}

function cardOf(account: Account, fields: { r_id?: number | undefined; tr_id?: number | undefined }) {
  const isLead = (wanted: number) => [...account.leads, ...account.requests].some((row) => row.id === wanted);
  const isClient = (wanted: number) => account.clients.some((client) => client.u_id === wanted);
  return { r_id: existing('r_id', fields.r_id, isLead), tr_id: existing('tr_id', fields.tr_id, isClient) };
}

function remindersOfLead({ account, params }: RouteCall): Answer {
  const { r_id } = readParameters(z.object({ r_id: numeric }), params);
  return list('reminder', account.reminders.filter((row) => row.r_id === r_id).map(tellReminder));
}

function tellReminder({ auto: _, ...reminder }: ReminderRow): Record<string, unknown> {
  return {
    ...reminder,
    id: mixedId(reminder.id),
    r_id: reminder.r_id === null ? null : mixedId(reminder.r_id, 1),
    manager_id: mixedManager(reminder.id, reminder.manager_id),
  };
}
