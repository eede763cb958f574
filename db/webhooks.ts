import type pg from 'pg';
import type { WebhookFields } from '../domain/webhooks/fields.ts';
import type { WebhookKind } from '../domain/webhooks/webhook.ts';

export interface NewWebhook {
  readonly enterprise: string;
  readonly kind: WebhookKind;
  readonly typeId: string | null;
  readonly fields: WebhookFields;
  readonly fieldsHash: Buffer;
  readonly clickHash: Buffer | null;
  /** U-ON's own time stands in it, so that the same fields again are a repeat whenever they come. */
  readonly isDated: boolean;
  /** Keyed hashes of the phones in it. */
  readonly phoneHashes: readonly string[];
  /** The client that it tells of. */
  readonly clientId: string | null;
}

/** A webhook whose workflow is to be told of it. */
export interface StoredWebhook {
  readonly id: number;
  readonly enterprise: string;
  readonly fields: WebhookFields;
  readonly receivedAt: Date;
}

/** So long the same again is a repeat where no time of U-ON's tells it apart. */
const AGAIN_SECONDS = 10;

/** Stores a webhook: durable once this returns. Null for a repeat, which changes nothing. */
export async function acceptWebhook(pool: pg.Pool, webhook: NewWebhook): Promise<StoredWebhook | null> {
  const { enterprise, kind, fields } = webhook;
  const state = kind === 'other' ? 'recorded' : 'waiting';
  const { rows } = await pool.query<{ id: number; received_at: Date }>(
    'select id, received_at from accept_webhook($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)',
    [
      ...[enterprise, kind, webhook.typeId, JSON.stringify(fields), webhook.fieldsHash, webhook.clickHash],
      ...[webhook.isDated, state, AGAIN_SECONDS, webhook.phoneHashes, webhook.clientId],
    ],
  );
  const [row] = rows;
  return row ? { id: row.id, enterprise, fields, receivedAt: row.received_at } : null;
}

/** Its workflow knows of it. */
export async function markStarted(pool: pg.Pool, id: number): Promise<void> {
  await pool.query(`update webhooks set state = 'started' where id = $1 and state = 'waiting'`, [id]);
}

/** It is done with; `outcome` says how, in a word and without anything personal. */
export async function endWebhook(db: Pick<pg.Pool, 'query'>, id: number, outcome: string): Promise<void> {
  await db.query(`update webhooks set state = 'done', outcome = $2 where id = $1`, [id, outcome]);
}

/**
 * Webhooks that wait longer than `olderThanMs` and that no process has tried for `triedMs`, oldest first. Those that were never
 * tried come before those that were, so that what fails again and again hides no other.
 */
export async function claimWaiting(
  pool: pg.Pool,
  { olderThanMs, triedMs, limit }: { readonly olderThanMs: number; readonly triedMs: number; readonly limit: number },
): Promise<readonly StoredWebhook[]> {
  const { rows } = await pool.query<{
    id: number;
    enterprise_number: string;
    fields: WebhookFields;
    received_at: Date;
  }>(
    `update webhooks set tried_at = clock_timestamp()
      where id in (
        select id from webhooks
         where state = 'waiting' and received_at < clock_timestamp() - make_interval(secs => $1)
           and (tried_at is null or tried_at < clock_timestamp() - make_interval(secs => $2))
         order by tried_at nulls first, id limit $3 for update skip locked)
      returning id, enterprise_number, fields, received_at`,
    [olderThanMs / 1000, triedMs / 1000, limit],
  );
  return rows
    .map(({ id, enterprise_number, fields, received_at }) => ({
      ...{ id, enterprise: enterprise_number, fields, receivedAt: received_at },
    }))
    .toSorted((a, b) => a.id - b.id);
}
