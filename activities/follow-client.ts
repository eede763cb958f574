import type pg from 'pg';
import { followCard, followDeletion } from '../db/followed-clients.ts';
import { endWebhook } from '../db/webhooks.ts';
import { isUonFirstForNames } from '../domain/enterprise.ts';
import type { ClientChange } from './contract/calls.ts';
import type { Settings } from './settings.ts';

/** What a webhook said of a client, or why nothing can be known of it. */
export interface ClientTold {
  readonly enterprise: string;
  readonly clientId: string;
  readonly change: ClientChange;
  readonly problem: string | null;
}

/** Our customers follow a client of U-ON, unless they have followed something newer; the webhook is done with. */
export async function followClient(
  { pool, settings }: { readonly pool: pg.Pool; readonly settings: Settings },
  { enterprise, clientId, change, problem }: ClientTold,
): Promise<void> {
  const { webhookId, asOfMs, card } = change;
  if (card === undefined) return endWebhook(pool, webhookId, `failed: ${problem ?? 'not known'}`);
  const key = { enterprise, clientId, asOf: new Date(asOfMs), webhookId };
  if (card === null) return endWebhook(pool, webhookId, await followDeletion(pool, key));
  const known = await settings.withAccess(enterprise);
  const overwriteNames = known !== null && isUonFirstForNames(known.enterprise);
  await endWebhook(pool, webhookId, await followCard(pool, key, card, overwriteNames));
}
