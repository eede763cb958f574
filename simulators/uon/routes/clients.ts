import { z } from 'zod';
import { nextId } from '../account.ts';
import type { Account } from '../account.ts';
import { clientSeedSchema } from '../account-seed.ts';
import type { ClientRow } from '../account-seed.ts';
import { created, done, list, NOTHING, page } from '../answers.ts';
import type { Answer } from '../answers.ts';
import { clientTold } from '../occurrences.ts';
import { existing, numeric, readParameters, text } from '../parameters.ts';
import { digitsOf, localTime, mixedId, mixedManager, storedPhone } from '../row-forms.ts';
import type { Route, RouteCall } from '../route.ts';

const clientFields = z.object({
  u_surname: text.optional(),
  u_name: text.optional(),
  u_sname: text.optional(),
  u_phone: text.optional(),
  u_phone_mobile: text.optional(),
  u_phone_home: text.optional(),
  u_email: text.optional(),
  u_company: text.optional(),
  u_note: text.optional(),
  u_type: numeric.pipe(z.union([z.literal(1), z.literal(2), z.literal(3)])).optional(),
  u_manager_id: numeric.optional(),
  u_office_id: numeric.optional(),
});

type ClientFields = z.output<typeof clientFields>;

export const clientRoutes: readonly Route[] = [
  { verb: 'GET', path: 'user/phone/{digits}', answer: findByPhone },
  { verb: 'GET', path: 'user/phone/{digits}/{office}', answer: findByPhone },
  { verb: 'POST', path: 'user/create', answer: createClient },
  { verb: 'POST', path: 'user/update/{id}', answer: updateClient },
  { verb: 'GET', path: 'user/{id}', answer: showClient },
  { verb: 'GET', path: 'users/{page}', answer: listClients },
];

/** Whole numbers only: "+375..." finds nothing, and neither does a client whose index entry is still to come. */
function findByPhone({ account, params, now }: RouteCall): Answer {
  const office = params.office === undefined ? undefined : Number(params.office);
  const found = account.clients.filter(
    (client) =>
      client.indexed_at <= now &&
      (office === undefined || client.office_id === office) &&
      phonesOf(client).includes(params.digits ?? ''),
  );
  return list('users', found.map(tellClient));
}

function phonesOf(client: ClientRow): string[] {
  return [client.u_phone, client.u_phone_mobile, client.u_phone_home].filter(Boolean).map(digitsOf);
}

/** The tourist with this phone, whether the search finds it yet or not. */
export function clientWithPhone(account: Account, phone: string): ClientRow | undefined {
  const digits = digitsOf(phone);
  return digits === '' ? undefined : account.clients.find((client) => phonesOf(client).includes(digits));
}

function createClient(call: RouteCall): Answer {
  return created(addClient(call, readParameters(clientFields, call.fields)).u_id);
}

export function addClient({ account, now, indexDelayMs, tell }: RouteCall, fields: ClientFields): ClientRow {
  const id = nextId(account.clients, (client) => client.u_id);
  const client = clientSeedSchema.parse({ u_id: id, indexed_at: now + indexDelayMs });
  change(account, client, fields, now);
  account.clients.push(client);
  tell(clientTold(account, client, true));
  return client;
}

function updateClient({ account, params, fields, now, tell }: RouteCall): Answer {
  const client = account.clients.find((row) => row.u_id === Number(params.id));
  if (client === undefined) return NOTHING;
  change(account, client, readParameters(clientFields, fields), now);
  tell(clientTold(account, client, false));
  return created(client.u_id);
}

/** Written as `u_manager_id` and `u_office_id`, read as `manager_id` and `office_id`. */
function change(account: Account, client: ClientRow, fields: ClientFields, now: number): void {
  const { u_manager_id, u_office_id, u_phone, u_phone_mobile, u_phone_home, ...others } = fields;
  const isManager = (id: number) => account.managers.some((manager) => manager.u_id === id);
  const managerId = existing('u_manager_id', u_manager_id, isManager);
  Object.assign(client, others, { u_date_update: localTime(now) });
  if (u_phone !== undefined) client.u_phone = storedPhone(u_phone);
  if (u_phone_mobile !== undefined) client.u_phone_mobile = storedPhone(u_phone_mobile);
  if (u_phone_home !== undefined) client.u_phone_home = storedPhone(u_phone_home);
  if (u_manager_id !== undefined) client.manager_id = managerId;
  if (u_office_id !== undefined) client.office_id = u_office_id || null;
}

function showClient({ account, params }: RouteCall): Answer {
  const { id } = readParameters(z.object({ id: numeric }), params);
  const client = account.clients.find((row) => row.u_id === id);
  return client === undefined ? NOTHING : done({ user: [tellClient(client)] });
}

function listClients({ account, params }: RouteCall): Answer {
  const { page: number } = readParameters(z.object({ page: numeric.default(1) }), params);
  return page('users', account.clients, number, tellClient);
}

function tellClient({ indexed_at: _, ...client }: ClientRow): Record<string, unknown> {
  return {
    ...client,
    u_id: mixedId(client.u_id),
    global_u_id: mixedId(client.u_id + 700_000, 1),
    u_type: mixedId(client.u_type, client.u_id % 2 === 0 ? 1 : 0),
    manager_id: mixedManager(client.u_id, client.manager_id),
    office_id: mixedManager(client.u_id + 1, client.office_id),
    active: String(client.active),
  };
}
