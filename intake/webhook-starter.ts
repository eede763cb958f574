import type { Client } from '@temporalio/client';
import type pg from 'pg';
import { claimWaiting, endWebhook, markStarted, type StoredWebhook } from '../db/webhooks.ts';
import type { Enterprise } from '../domain/enterprise.ts';
import { eachByItself } from './each-by-itself.ts';
import { repeatedly, type Repetition } from './repeatedly.ts';
import { startWebhook } from './start-webhook.ts';

export interface WebhookStarterDeps {
  readonly pool: pg.Pool;
  readonly client: Client;
  readonly load: (enterprise: string) => Promise<Enterprise | null>;
  /** Told of what could not be started now; it stays, and is tried again. */
  readonly onFailure: (error: unknown) => void;
}

/** Has workflows work on webhooks that are durable, and on those that an earlier attempt left. */
export interface WebhookStarter extends Repetition {
  /** Never fails: what can't be started now is told, and tried again in a few seconds. */
  start(webhook: StoredWebhook): Promise<void>;
}

/** A webhook this old was left by a process that died, or by a Temporal that was away. */
const WAITING = { olderThanMs: 2_000, triedMs: 10_000, limit: 50 };
const START_MS = 5_000;

export function createWebhookStarter(deps: WebhookStarterDeps): WebhookStarter {
  const start = async (webhook: StoredWebhook): Promise<void> => {
    const enterprise = await deps.load(webhook.enterprise);
    if (!enterprise) return endWebhook(deps.pool, webhook.id, 'the enterprise is gone');
    const handOn = () => startWebhook(deps, webhook, enterprise);
    const outcome = await deps.client.connection.withDeadline(Date.now() + START_MS, handOn);
    await (outcome === null ? markStarted(deps.pool, webhook.id) : endWebhook(deps.pool, webhook.id, outcome));
  };
  const sweep = async (): Promise<boolean> => {
    const waiting = await claimWaiting(deps.pool, WAITING);
    await eachByItself(waiting, start, deps.onFailure);
    return waiting.length === WAITING.limit;
  };
  return {
    ...repeatedly(sweep, deps),
    start: (webhook) => start(webhook).catch(deps.onFailure),
  };
}
