import { z } from 'zod';
import type { RequestRow } from '../account-seed.ts';
import { created, done, NOTHING, page } from '../answers.ts';
import type { Answer } from '../answers.ts';
import { existing, numeric, readParameters } from '../parameters.ts';
import { localTime, mixedId, mixedManager, withEntities } from '../row-forms.ts';
import type { Route, RouteCall } from '../route.ts';

/** `status_id` is not named here: a lead's status changes by `lead_status_id` alone, the other gets 200 and is ignored. */
const changes = z.object({ lead_status_id: numeric.optional(), manager_id: numeric.optional() });

export const requestRoutes: readonly Route[] = [
  { verb: 'POST', path: 'request/update/{id}', answer: update },
  { verb: 'GET', path: 'request/{id}', answer: show },
  { verb: 'GET', path: 'request-by-client/{client}/{page}', answer: requestsOfClient },
];

function update({ account, params, fields, now }: RouteCall): Answer {
  const { id } = readParameters(z.object({ id: numeric }), params);
  const read = readParameters(changes, fields);
  const isStatus = (wanted: number) => account.statuses.some((status) => status.id === wanted);
  const isManager = (wanted: number) => account.managers.some((manager) => manager.u_id === wanted);
  const statusId = existing('lead_status_id', read.lead_status_id, isStatus);
  const managerId = existing('manager_id', read.manager_id, isManager);
  const lead = account.leads.find((row) => row.id === id);
  const row = lead ?? account.requests.find((request) => request.id === id);
  if (row === undefined) return NOTHING;
  if (read.manager_id !== undefined) row.manager_id = managerId;
  if (lead !== undefined && statusId !== null) lead.status_id = statusId;
  if (lead !== undefined) lead.dat_updated = localTime(now);
  return created(id);
}

function show({ account, params }: RouteCall): Answer {
  const { id } = readParameters(z.object({ id: numeric }), params);
  const request = account.requests.find((row) => row.id === id);
  return request === undefined ? NOTHING : done({ request: [tellRequest(request)] });
}

function requestsOfClient({ account, params }: RouteCall): Answer {
  const read = readParameters(z.object({ client: numeric, page: numeric.default(1) }), params);
  const requests = account.requests.filter((request) => request.client_id === read.client);
  return page('requests', requests, read.page, tellRequest);
}

function tellRequest(request: RequestRow): Record<string, unknown> {
  return {
    ...request,
    id: mixedId(request.id),
    client_id: mixedId(request.client_id, 1),
    status_id: mixedId(request.status_id),
    status: withEntities(request.status),
    manager_id: mixedManager(request.id, request.manager_id),
  };
}
