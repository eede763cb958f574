import { WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client';
import type pg from 'pg';
import { dropAllLeads, dropLeads } from '../db/client-lists.ts';
import type { StoredWebhook } from '../db/webhooks.ts';
import type { Enterprise } from '../domain/enterprise.ts';
import { pbxTimeToEpochMs } from '../domain/pbx-time.ts';
import { datetimeOf, readWebhook, type Webhook } from '../domain/webhooks/webhook.ts';
import type { ClientNews, ClientSyncInput } from '../workflows/client-sync.ts';
import type { DirectoriesInput } from '../workflows/directories.ts';
import {
  clientSyncWorkflowId,
  directoriesWorkflowId,
  originateWorkflowId,
  SIGNAL,
  TASK_QUEUE,
  WORKFLOW,
} from '../workflows/names.ts';
import type { OriginateInput } from '../workflows/originate.ts';

type Locale = Pick<Enterprise, 'country' | 'timezone'>;

export interface StartWebhookDeps {
  readonly pool: pg.Pool;
  readonly client: Client;
}

/**
 * Tells the workflow that a webhook is for, and starts it where there is none. Gives back what came of the webhook where that
 * is all; null where the workflow will say.
 *
 * @throws what Temporal and PostgreSQL answer
 */
export async function startWebhook(
  { pool, client }: StartWebhookDeps,
  stored: StoredWebhook,
  locale: Locale,
): Promise<string | null> {
  const webhook = readWebhook(stored.fields, locale.country);
  switch (webhook.kind) {
    case 'client':
    case 'client-deleted':
      await syncClient(client, stored, webhook, asOfMs(stored, locale));
      return null;
    case 'click':
      await originate(client, stored, webhook);
      return null;
    case 'managers':
      await refreshManagers(client, stored);
      return 'managers are read anew';
    case 'leads':
      return forgetLeads(pool, stored.enterprise, webhook);
    case 'other':
      return 'nothing to do';
  }
}

/** Of a lead that is new U-ON tells no more than its id: then it may be any client's. */
async function forgetLeads(
  pool: pg.Pool,
  enterprise: string,
  lead: Extract<Webhook, { kind: 'leads' }>,
): Promise<string> {
  if ((await dropLeads(pool, enterprise, lead)) > 0) return 'leads that were kept are dropped';
  if (lead.clientId !== null) return 'no leads of it were kept';
  await dropAllLeads(pool, enterprise);
  return 'whose lead it is was not told: all leads that were kept are dropped';
}

async function syncClient(
  client: Client,
  { id: webhookId, enterprise }: StoredWebhook,
  webhook: Extract<Webhook, { kind: 'client' | 'client-deleted' }>,
  asOf: number,
): Promise<void> {
  const { clientId } = webhook;
  const told = webhook.kind === 'client' ? { isDeleted: false, card: webhook.card } : { isDeleted: true, card: null };
  const input: ClientSyncInput = { enterprise, clientId };
  const news: ClientNews = { webhookId, asOfMs: asOf, ...told };
  await client.workflow.signalWithStart(WORKFLOW.clientSync, {
    ...common(enterprise, 'Клиент U-ON'),
    workflowId: clientSyncWorkflowId(enterprise, clientId),
    args: [input],
    signal: SIGNAL.clientNews,
    signalArgs: [news],
    priority: { priorityKey: 3 },
  });
}

async function originate(
  client: Client,
  { id: webhookId, enterprise, receivedAt }: StoredWebhook,
  { managerId, phone }: Extract<Webhook, { kind: 'click' }>,
): Promise<void> {
  const input: OriginateInput = { enterprise, webhookId, receivedAtMs: receivedAt.getTime(), managerId, phone };
  try {
    await client.workflow.start(WORKFLOW.originate, {
      ...common(enterprise, 'Звонок по клику'),
      workflowId: originateWorkflowId(enterprise, webhookId),
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
      args: [input],
      priority: { priorityKey: 1 },
    });
  } catch (error) {
    // Its id is the webhook's: whoever started it did so for the same click.
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}

async function refreshManagers(client: Client, { enterprise }: StoredWebhook): Promise<void> {
  const input: DirectoriesInput = { enterprise };
  await client.workflow.signalWithStart(WORKFLOW.directories, {
    ...common(enterprise, 'Справочники U-ON'),
    workflowId: directoriesWorkflowId(enterprise),
    args: [input],
    signal: SIGNAL.refresh,
    signalArgs: ['managers'],
    priority: { priorityKey: 4 },
  });
}

/** When U-ON says that it happened, and no later than we heard of it: a time in the future would make all that follows late. */
function asOfMs({ fields, receivedAt }: StoredWebhook, { timezone }: Locale): number {
  const written = datetimeOf(fields);
  const writtenMs = written === null ? null : pbxTimeToEpochMs(written, timezone);
  return Math.min(writtenMs ?? Infinity, receivedAt.getTime());
}

function common(enterprise: string, what: string) {
  return { taskQueue: TASK_QUEUE.calls, staticSummary: `${what} · ${enterprise}` };
}
