import { z } from 'zod';
import { webhookBody } from '../domain/webhooks/body.ts';
import type { Operation } from './openapi/operation.ts';

/** U-ON's own are a few hundred bytes; a client's card with all its fields has been seen with 10 KB. */
export const WEBHOOK_LIMIT_BYTES = 256 * 1_024;

const taken = z.object({ ok: z.literal(true) });

export type WebhookTaken = z.output<typeof taken>;

const told = {
  tag: 'U-ON',
  answers: { 200: { description: 'It is durable', schema: taken, example: { ok: true } } },
} as const;
const byGet = {
  ...told,
  method: 'get' as const,
  summary: 'A webhook of U-ON, in the query',
  query: webhookBody,
} as const;
const byPost = {
  ...told,
  method: 'post',
  summary: 'A webhook of U-ON',
  query: webhookBody,
  body: {
    schema: webhookBody,
    types: ['application/json', 'application/x-www-form-urlencoded'],
    limitBytes: WEBHOOK_LIMIT_BYTES,
    examples: {
      'a client was created': {
        ...{ uon_id: '67054', type_id: 3, client_id: 5, datetime: '2025-09-14 12:05:23' },
        client: { u_id: 5, u_surname: 'Иванов', u_name: 'Иван', u_phone: '+375297003134' },
      },
      'a manager clicked on a phone': { method: 'call', user_id: 4, phone: '375296254070', uon_id: '67054' },
    },
  },
} as const;
const bySecretPath = {
  path: '/uon/webhook/{secret}',
  access: 'webhook-secret',
  params: z.object({ secret: z.string().meta({ description: 'The enterprise’s `webhook_secret`' }) }),
  problems: { 403: 'The account is not the enterprise’s, or its U-ON is switched off' },
} as const;
const barePath = {
  path: '/uon/webhook',
  access: 'listed-address',
  description: 'For senders in the enterprise’s `webhook_ips`; the account in the webhook says whose it is.',
  problems: { 400: 'The webhook can’t be read' },
} as const;

/** `GET|POST /uon/webhook/{secret}` */
export const bySecret: readonly Operation[] = [
  { ...byGet, ...bySecretPath, id: 'getWebhookBySecret' },
  { ...byPost, ...bySecretPath, id: 'postWebhookBySecret' },
];

/** `GET|POST /uon/webhook` */
export const byAddress: readonly Operation[] = [
  { ...byGet, ...barePath, id: 'getWebhook' },
  { ...byPost, ...barePath, id: 'postWebhook' },
];

export const webhooksOperations = [...bySecret, ...byAddress];
