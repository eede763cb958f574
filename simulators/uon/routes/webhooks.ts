import { z } from 'zod';
import { nextId } from '../account.ts';
import type { WebhookRow } from '../account.ts';
import { created, done, NOTHING, page } from '../answers.ts';
import type { Answer } from '../answers.ts';
import { numeric, readParameters, text } from '../parameters.ts';
import { mixedId } from '../row-forms.ts';
import type { Route, RouteCall } from '../route.ts';

const webhookFields = z.object({
  type_id: numeric,
  section_id: numeric.optional(),
  url: text.pipe(z.url()),
  method: text.pipe(z.enum(['GET', 'POST'])).optional(),
  note: text.optional(),
});

export const webhookRoutes: readonly Route[] = [
  { verb: 'POST', path: 'webhook/create', answer: register },
  { verb: 'POST', path: 'webhook/update/{id}', answer: update },
  { verb: 'POST', path: 'webhook/delete/{id}', answer: remove },
  { verb: 'GET', path: 'webhook/{page}', answer: listWebhooks },
];

/** Without `method` U-ON calls back by GET, with the payload in the query. */
function register({ account, fields }: RouteCall): Answer {
  const read = readParameters(webhookFields, fields);
  account.lastWebhookId = nextId(account.webhooks, (row) => row.id, account.lastWebhookId);
  const webhook: WebhookRow = {
    id: account.lastWebhookId,
    type_id: read.type_id,
    section_id: read.section_id ?? 0,
    url: read.url,
    method: read.method ?? 'GET',
    note: read.note ?? '',
  };
  account.webhooks.push(webhook);
  return created(webhook.id);
}

function update({ account, params, fields }: RouteCall): Answer {
  const webhook = account.webhooks.find((row) => row.id === Number(params.id));
  if (webhook === undefined) return NOTHING;
  Object.assign(webhook, readParameters(webhookFields.partial(), fields));
  return created(webhook.id);
}

function remove({ account, params }: RouteCall): Answer {
  const index = account.webhooks.findIndex((row) => row.id === Number(params.id));
  if (index === -1) return NOTHING;
  account.webhooks.splice(index, 1);
  return done();
}

function listWebhooks({ account, params }: RouteCall): Answer {
  const { page: number } = readParameters(z.object({ page: numeric.default(1) }), params);
  return page('webhooks', account.webhooks, number, (row) => ({ ...row, id: mixedId(row.id) }));
}
