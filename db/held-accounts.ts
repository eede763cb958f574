import type pg from 'pg';
import type { SealedAccess } from './uon-access.ts';

type Queryable = Pick<pg.Pool, 'query'>;

/** An account in which webhooks of ours may stand, and how it is reached. */
export interface HeldRow {
  /** Keyed hash of its key; empty where it was held before accounts were told apart, and is not named yet. */
  readonly account: string;
  readonly access: SealedAccess;
  /** Of those that are known to be ours there. */
  readonly webhookIds: readonly string[];
}

export async function heldAccounts(db: Queryable, enterprise: string): Promise<readonly HeldRow[]> {
  const { rows } = await db.query<StoredRow>(
    `select account, sealed_key, api_url, body_format, webhook_ids from held_accounts
      where enterprise_number = $1 order by account`,
    [enterprise],
  );
  return rows.map(({ account, sealed_key: sealedKey, api_url: apiUrl, body_format: bodyFormat, webhook_ids }) => {
    return { account, access: { enterprise, sealedKey, apiUrl, bodyFormat }, webhookIds: webhook_ids };
  });
}

/** Webhooks of ours may stand in this account from now on: said before the first is registered. */
export async function holdAccount(db: Queryable, account: string, access: SealedAccess): Promise<void> {
  await db.query(
    `insert into held_accounts (enterprise_number, account, sealed_key, api_url, body_format)
     values ($1, $2, $3, $4, $5)
     on conflict (enterprise_number, account) do update set
       sealed_key = excluded.sealed_key, api_url = excluded.api_url, body_format = excluded.body_format,
       failing_since = null`,
    [access.enterprise, account, access.sealedKey, access.apiUrl, access.bodyFormat],
  );
}

export async function noteIds(
  db: Queryable,
  { enterprise, account }: HeldKey,
  webhookIds: readonly string[],
): Promise<void> {
  await db.query('update held_accounts set webhook_ids = $3 where enterprise_number = $1 and account = $2', [
    enterprise,
    account,
    webhookIds,
  ]);
}

/** None of ours stands in it any more. @returns the ids that were known there */
export async function releaseHeld(db: Queryable, { enterprise, account }: HeldKey): Promise<readonly string[]> {
  const { rows } = await db.query<Pick<StoredRow, 'webhook_ids'>>(
    'delete from held_accounts where enterprise_number = $1 and account = $2 returning webhook_ids',
    [enterprise, account],
  );
  return rows[0]?.webhook_ids ?? [];
}

/** It could not be cleared. True: that has been so for this many days. */
export async function noteFailing(db: Queryable, { enterprise, account }: HeldKey, days: number): Promise<boolean> {
  const { rows } = await db.query<{ is_over: boolean }>(
    `update held_accounts set failing_since = coalesce(failing_since, clock_timestamp())
      where enterprise_number = $1 and account = $2
     returning failing_since < clock_timestamp() - make_interval(days => $3) as is_over`,
    [enterprise, account, days],
  );
  return rows[0]?.is_over ?? false;
}

/** One that had no name has this one; where that is held already, both are one. */
export async function nameHeld(db: Queryable, enterprise: string, account: string): Promise<void> {
  await db.query(
    `with nameless as (delete from held_accounts where enterprise_number = $1 and account = '' returning *)
     insert into held_accounts as held (enterprise_number, account, sealed_key, api_url, body_format, webhook_ids)
       select enterprise_number, $2, sealed_key, api_url, body_format, webhook_ids from nameless
     on conflict (enterprise_number, account) do update
       set webhook_ids = array(select distinct unnest(held.webhook_ids || excluded.webhook_ids))`,
    [enterprise, account],
  );
}

/** The same key, encrypted anew. */
export async function resealHeld(
  db: Queryable,
  { enterprise, account }: HeldKey,
  key: { readonly from: string; readonly to: string },
): Promise<void> {
  await db.query(
    'update held_accounts set sealed_key = $4 where enterprise_number = $1 and account = $2 and sealed_key = $3',
    [enterprise, account, key.from, key.to],
  );
}

interface HeldKey {
  readonly enterprise: string;
  readonly account: string;
}

interface StoredRow {
  account: string;
  sealed_key: string;
  api_url: string;
  body_format: 'json' | 'form';
  webhook_ids: string[];
}
