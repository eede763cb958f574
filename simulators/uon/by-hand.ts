import { Router, type Request } from 'express';
import { z } from 'zod';
import { nextId, type Account } from './account.ts';
import { clientSeedSchema } from './account-seed.ts';
import { clientDeleted, clientTold, managerStatusTold, phoneClicked, type Occurrence } from './occurrences.ts';
import { localTime } from './row-forms.ts';
import type { WebhookSender } from './webhook-sender.ts';

const which = z.object({ key: z.string().optional() });
const clickSchema = z.object({
  manager_id: z.coerce.number(),
  phone: z.string(),
  client_id: z.coerce.number().optional(),
});
const statusSchema = z.object({ u_manager_status: z.union([z.literal(1), z.literal(2), z.literal(3)]) });

/**
 * What people do in U-ON's pages, of which no method of its API knows: `POST /clients` (with `u_id`: changes that one),
 * `DELETE /clients/{id}`, `POST /managers/{id}`, `POST /click`. `key` names the account where there are several. Each answers
 * how many webhooks it is told to.
 */
export function byHandRoutes(accounts: ReadonlyMap<string, Account>, webhooks: WebhookSender): Router {
  const router = Router();
  const at = (request: Request): [string, Account] => {
    const { key = [...accounts.keys()][0] ?? '' } = which.parse({ ...request.query, ...Object(request.body) });
    const account = accounts.get(key);
    if (!account) throw notThere('key', 'there is no such account');
    return [key, account];
  };
  const tell = (key: string, account: Account, occurrence: Occurrence) => ({
    ok: true,
    webhooks: webhooks.happened(key, account, occurrence),
  });

  router.post('/clients', (request, response) => {
    const [key, account] = at(request);
    const { key: _key, ...given } = z.looseObject({ u_id: z.coerce.number().optional() }).parse(request.body);
    const before = account.clients.find(({ u_id }) => u_id === given.u_id);
    const u_id = given.u_id ?? nextId(account.clients, (row) => row.u_id);
    const client = clientSeedSchema.parse({ ...before, ...given, u_id, u_date_update: localTime(Date.now()) });
    if (before) Object.assign(before, client);
    else account.clients.push(client);
    response.status(before ? 200 : 201).json({ u_id, ...tell(key, account, clientTold(account, client, !before)) });
  });
  router.delete('/clients/:id', (request, response) => {
    const [key, account] = at(request);
    const index = account.clients.findIndex(({ u_id }) => u_id === Number(request.params.id));
    if (index === -1) throw notThere('id', 'there is no such client');
    account.clients.splice(index, 1);
    response.json(tell(key, account, clientDeleted(Number(request.params.id))));
  });
  router.post('/managers/:id', (request, response) => {
    const [key, account] = at(request);
    const manager = account.managers.find(({ u_id }) => u_id === Number(request.params.id));
    if (!manager) throw notThere('id', 'there is no such manager');
    Object.assign(manager, statusSchema.parse(request.body));
    response.json(tell(key, account, managerStatusTold(manager)));
  });
  router.post('/click', (request, response) => {
    const [key, account] = at(request);
    const { manager_id, phone, client_id } = clickSchema.parse(request.body);
    const client = account.clients.find(({ u_id }) => u_id === client_id);
    response.json(tell(key, account, phoneClicked(account, manager_id, phone, client)));
  });
  return router;
}

function notThere(field: string, message: string): z.ZodError {
  return new z.ZodError([{ code: 'custom', path: [field], message, input: undefined }]);
}
