import { z } from 'zod';
import { nextId } from '../account.ts';
import { done, list, NOTHING } from '../answers.ts';
import type { Answer } from '../answers.ts';
import { numeric, readParameters, text, WrongParameter } from '../parameters.ts';
import { localTime, mixedId } from '../row-forms.ts';
import type { Route, RouteCall } from '../route.ts';

const popupFields = z.object({ text: text.pipe(z.string().min(1)), manager_id: numeric });

export const notificationRoutes: readonly Route[] = [
  { verb: 'POST', path: 'notification/create', answer: notify },
  { verb: 'GET', path: 'notification/{id}', answer: show },
];

/** The popup on a manager's screen; the answer names no id. */
function notify({ account, fields, now }: RouteCall): Answer {
  const read = readParameters(popupFields, fields);
  if (!account.managers.some((manager) => manager.u_id === read.manager_id)) throw new WrongParameter('manager_id');
  account.notifications.push({
    id: nextId(account.notifications, (row) => row.id),
    manager_id: read.manager_id,
    text: read.text,
    datetime: localTime(now),
  });
  return done();
}

function show({ account, params }: RouteCall): Answer {
  const { id } = readParameters(z.object({ id: numeric }), params);
  const found = account.notifications.find((row) => row.id === id);
  if (found === undefined) return NOTHING;
  return list('notification', [{ ...found, id: mixedId(found.id), manager_id: mixedId(found.manager_id) }]);
}
