import { setTimeout as wait } from 'node:timers/promises';
import type { Account, WebhookRow } from './account.ts';
import type { Occurrence } from './occurrences.ts';
import { localTime } from './row-forms.ts';

/** One attempt to deliver a webhook. */
export interface SentWebhook {
  /** Counts from 1; `GET /_sim/webhooks?after=` takes it. */
  seq: number;
  /** Epoch ms. */
  at: number;
  apiKey: string;
  type_id: number;
  method: string;
  url: string;
  fields: Readonly<Record<string, string>>;
  attempt: number;
  /** null: no answer. */
  status: number | null;
}

export interface WebhookSender {
  readonly sent: readonly SentWebhook[];
  /** Tells all webhooks of the account that are registered for it, each on its own. @returns how many those are */
  happened(apiKey: string, account: Account, occurrence: Occurrence): number;
}

export interface WebhookSenderOptions {
  /** Pause before the second attempt; each further one is twice as long. */
  readonly firstPauseMs: number;
  readonly stopping: AbortSignal;
}

const ATTEMPTS = 5;
const ANSWER_MS = 10_000;
const KEPT = 10_000;

/**
 * Sends webhooks as U-ON does: by POST as a form, else by GET in the query; again after a 5xx or no answer. To addresses of
 * this machine alone: a simulator must not call strangers.
 */
export function createWebhookSender({ firstPauseMs, stopping }: WebhookSenderOptions): WebhookSender {
  const sent: SentWebhook[] = [];
  let seq = 0;

  const deliver = async (apiKey: string, { type_id, method, url }: WebhookRow, fields: SentWebhook['fields']) => {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const at = Date.now();
      const status = await send(url, method, fields, stopping);
      sent.push({ seq: ++seq, at, apiKey, type_id, method, url, fields, attempt, status });
      if (sent.length > KEPT) sent.shift();
      if (status !== null && status < 500) return;
      await wait(firstPauseMs * 2 ** (attempt - 1), undefined, { signal: stopping });
    }
  };

  return {
    sent,
    happened(apiKey, account, { typeId, fields }) {
      const told = account.webhooks.filter(({ type_id, url }) => type_id === typeId && isOnThisMachine(url));
      const { uon_id, uon_subdomain } = account;
      const all = { uon_id, uon_subdomain, datetime: localTime(Date.now()), type_id: String(typeId), ...fields };
      // When the simulator stops, what it had still to tell is left untold.
      for (const webhook of told) void deliver(apiKey, webhook, all).catch(() => undefined);
      return told.length;
    },
  };
}

async function send(
  url: string,
  method: string,
  fields: Readonly<Record<string, string>>,
  stopping: AbortSignal,
): Promise<number | null> {
  const written = new URLSearchParams(fields);
  const target = new URL(url);
  if (method === 'GET') for (const [name, value] of written) target.searchParams.append(name, value);
  try {
    const answer = await fetch(target, {
      method,
      redirect: 'manual',
      signal: AbortSignal.any([stopping, AbortSignal.timeout(ANSWER_MS)]),
      ...(method === 'POST' && { body: written }),
    });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return null;
  }
}

function isOnThisMachine(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}
