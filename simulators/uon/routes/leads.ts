import { z } from 'zod';
import { ID_SYSTEM_AHEAD, nextId } from '../account.ts';
import type { Account } from '../account.ts';
import type { ClientRow, LeadRow } from '../account-seed.ts';
import { created, done, NOTHING, page } from '../answers.ts';
import type { Answer } from '../answers.ts';
import { addClient, clientWithPhone } from './clients.ts';
import { noteSideEffects } from './lead-side-effects.ts';
import { sourceIdOf } from './directories.ts';
import { dateTime, existing, numeric, readParameters, text, WrongParameter, yes } from '../parameters.ts';
import { localTime, mixedId, mixedManager, withEntities } from '../row-forms.ts';
import type { Route, RouteCall } from '../route.ts';

const leadFields = z.object({
  r_cl_id: numeric.optional(),
  r_u_id: numeric.optional(),
  r_co_id: numeric.optional(),
  status_id: numeric.optional(),
  source: text.optional(),
  note: text.optional(),
  r_dat: dateTime.optional(),
  u_surname: text.optional(),
  u_name: text.optional(),
  u_sname: text.optional(),
  u_phone: text.optional(),
  u_phone_mobile: text.optional(),
  u_email: text.optional(),
  ignore_actions_and_reminders: yes,
  ignore_tourist_notification: yes,
  ignore_manager_notification: yes,
});

type LeadFields = z.output<typeof leadFields>;

export const leadRoutes: readonly Route[] = [
  { verb: 'POST', path: 'lead/create', answer: createLead },
  { verb: 'GET', path: 'lead/{id}', answer: showLead },
  { verb: 'GET', path: 'lead-by-client/{client}/{page}', answer: leadsOfClient },
];

/** There is no `lead/update`: `request/update` changes leads too, see requests.ts. */
function createLead(call: RouteCall): Answer {
  const { account, fields, now } = call;
  const read = readParameters(leadFields, fields);
  const isManager = (id: number) => account.managers.some((manager) => manager.u_id === id);
  const isStatus = (id: number) => account.statuses.some((status) => status.id === id);
  const managerId = existing('r_u_id', read.r_u_id, isManager);
  const statusId = existing('status_id', read.status_id, isStatus) ?? account.statuses[0]?.id ?? 1;
  const client = clientOf(call, read);
  // Leads and requests share their ids.
  const id = nextId([...account.leads, ...account.requests], (row) => row.id);
  const lead: LeadRow = {
    id,
    id_system: id + ID_SYSTEM_AHEAD,
    client_id: client.u_id,
    status_id: statusId,
    manager_id: managerId,
    office_id: read.r_co_id || null,
    source: read.source ?? '',
    note: read.note ?? '',
    dat: read.r_dat ?? localTime(now),
    dat_updated: localTime(now),
  };
  account.leads.push(lead);
  noteSideEffects(account, lead, client, read, now);
  return created(id);
}

/** A lead needs a tourist: by id, else by a contact, which makes a new one where nobody has it. */
function clientOf(call: RouteCall, fields: LeadFields): ClientRow {
  const { account } = call;
  const isClient = (id: number) => account.clients.some((client) => client.u_id === id);
  const clientId = existing('r_cl_id', fields.r_cl_id, isClient);
  const known = account.clients.find((client) => client.u_id === clientId);
  if (known !== undefined) return known;
  const { u_surname, u_name, u_sname, u_phone, u_phone_mobile, u_email } = fields;
  if (!u_phone && !u_phone_mobile && !u_email) throw new WrongParameter('u_phone');
  return (
    clientWithPhone(account, u_phone || u_phone_mobile || '') ??
    addClient(call, { u_surname, u_name, u_sname, u_phone, u_phone_mobile, u_email })
  );
}

function showLead({ account, params }: RouteCall): Answer {
  const { id } = readParameters(z.object({ id: numeric }), params);
  const lead = account.leads.find((row) => row.id === id);
  return lead === undefined ? NOTHING : done({ lead: [tellLead(account, lead)] });
}

function leadsOfClient({ account, params }: RouteCall): Answer {
  const read = readParameters(z.object({ client: numeric, page: numeric.default(1) }), params);
  const leads = account.leads.filter((lead) => lead.client_id === read.client);
  return page('leads', leads, read.page, (lead) => tellLead(account, lead));
}

function tellLead(account: Account, lead: LeadRow): Record<string, unknown> {
  const client = account.clients.find((row) => row.u_id === lead.client_id);
  const status = account.statuses.find((row) => row.id === lead.status_id);
  return {
    id: mixedId(lead.id),
    id_system: mixedId(lead.id_system, 1),
    id_internal: String(lead.id),
    // A recorded answer has this one to the minute.
    dat: lead.dat.slice(0, 16),
    dat_updated: lead.dat_updated,
    // Often of another form than the same id in `status_lead`.
    status_id: mixedId(lead.status_id, 1),
    status: withEntities(status?.name ?? ''),
    manager_id: mixedManager(lead.id, lead.manager_id),
    client_id: mixedId(lead.client_id, 1),
    client_phone_mobile: client?.u_phone_mobile ?? '',
    source_id: sourceIdOf(account, lead.source),
    source: lead.source,
    notes: lead.note,
    office_id: mixedManager(lead.id + 1, lead.office_id),
  };
}
