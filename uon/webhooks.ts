import * as z from 'zod';

import type { CallOptions, UonAccess } from './access.ts';
import { done, requiredId } from './created-id.ts';
import { UonError } from './errors.ts';
import { id, optionalId, text } from './fields.ts';
import { readAllPages } from './paging.ts';
import { asNumber } from './parameters.ts';
import type { RowForm } from './read-rows.ts';
import type { Transport } from './transport.ts';

/** A webhook that stands in an account, ours or anybody's. */
export interface RegisteredWebhook {
  id: string;
  typeId: string | null;
  url: string;
  method: string;
}

export interface WebhookMethods {
  /** All of the account, page by page; `[]` for none. */
  webhooks(access: UonAccess, options: CallOptions): Promise<RegisteredWebhook[]>;
  /** U-ON posts events of this type there from now on. Registered twice if sent twice. @returns its id */
  createWebhook(access: UonAccess, webhook: { typeId: string; url: string }, options: CallOptions): Promise<string>;
  /** One that is there no more is no failure. */
  deleteWebhook(access: UonAccess, webhookId: string, options: CallOptions): Promise<void>;
}

/** `webhook/*`. Every method throws UonError. */
export function webhookMethods(transport: Transport): WebhookMethods {
  return {
    webhooks: (access, options) => readAllPages(transport, access, { method: 'webhook' }, WEBHOOKS, options),
    createWebhook: async (access, { typeId, url }, options) => {
      const method = 'webhook/create';
      // Without a method U-ON calls by GET, with everything in the query.
      const parameters = { type_id: asNumber(typeId), section_id: 0, url, method: 'POST', note: 'uon-telephony' };
      return requiredId(await transport.send(access, { method, parameters }, options), method);
    },
    deleteWebhook: async (access, webhookId, options) => {
      const method = 'webhook/delete';
      try {
        done(await transport.send(access, { method, segments: [webhookId], parameters: {} }, options), method);
      } catch (error) {
        if (!(error instanceof UonError) || error.kind !== 'refused' || error.status !== 404) throw error;
      }
    },
  };
}

const WEBHOOKS: RowForm<RegisteredWebhook> = {
  keys: ['webhooks', 'webhook'],
  schema: z
    .object({ id, type_id: optionalId, url: text, method: text })
    .transform((row) => ({ id: row.id, typeId: row.type_id, url: row.url, method: row.method })),
};
