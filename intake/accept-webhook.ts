import type pg from 'pg';
import { acceptWebhook as store, type StoredWebhook } from '../db/webhooks.ts';
import type { Enterprise } from '../domain/enterprise.ts';
import type { WebhookFields } from '../domain/webhooks/fields.ts';
import { personOf } from '../domain/webhooks/person.ts';
import { datetimeOf, readWebhook, typeOf, type Webhook } from '../domain/webhooks/webhook.ts';
import { bodyHash } from './body-identity.ts';

/** What became of a webhook that was taken. */
export interface AcceptedWebhook {
  readonly kind: Webhook['kind'];
  readonly isRepeat: boolean;
  /** What a workflow is to be told of; null for a repeat, and where there is nothing to do. */
  readonly toStart: StoredWebhook | null;
}

export interface AcceptWebhookDeps {
  readonly pool: pg.Pool;
  /** Keyed hash of a phone (E.164) of an enterprise. */
  readonly hashPhone: (enterprise: string, e164: string) => string;
}

/** Makes a webhook of the enterprise's U-ON durable; a repeat changes nothing. Throws what PostgreSQL throws. */
export async function acceptWebhook(
  { pool, hashPhone }: AcceptWebhookDeps,
  { number: enterprise, country }: Pick<Enterprise, 'number' | 'country'>,
  fields: WebhookFields,
): Promise<AcceptedWebhook> {
  const webhook = readWebhook(fields, country);
  const { phones, clientId } = personOf(fields, country);
  const stored = await store(pool, {
    ...{ enterprise, kind: webhook.kind, typeId: typeOf(fields), fields },
    fieldsHash: bodyHash(fields),
    clickHash: webhook.kind === 'click' ? clickHash(webhook) : null,
    isDated: datetimeOf(fields) !== null,
    phoneHashes: phones.map((phone) => hashPhone(enterprise, phone)),
    clientId,
  });
  return { kind: webhook.kind, isRepeat: stored === null, toStart: webhook.kind === 'other' ? null : stored };
}

function clickHash({ managerId, phone }: Extract<Webhook, { kind: 'click' }>): Buffer {
  return bodyHash({ managerId, ...phone });
}
