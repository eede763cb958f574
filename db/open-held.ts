import type pg from 'pg';
import { secretPlace } from './enterprise-secrets.ts';
import { heldAccounts, nameHeld, resealHeld, type HeldRow } from './held-accounts.ts';
import { readable } from './readable.ts';
import { openAccess, type AccessKeys, type EnterpriseUonAccess } from './uon-access.ts';

/** An account in which webhooks of ours may stand. */
export interface HeldAccount extends Pick<HeldRow, 'account' | 'webhookIds'> {
  /** Null: its key is encrypted with one that SECRETS_KEY does not have. */
  readonly access: EnterpriseUonAccess | null;
}

/**
 * The accounts that an enterprise holds, opened. A key that is encrypted with an older one is encrypted anew, so that the older
 * one can be dropped.
 */
export async function openHeld(pool: pg.Pool, enterprise: string, keys: AccessKeys): Promise<readonly HeldAccount[]> {
  const held: HeldAccount[] = [];
  for (const row of await heldAccounts(pool, enterprise)) {
    const access = readable(() => openAccess(row.access, keys));
    if (access) await keepReadable(pool, row, access, keys);
    held.push({ account: access?.account ?? row.account, webhookIds: row.webhookIds, access });
  }
  return held;
}

async function keepReadable(
  pool: pg.Pool,
  { account, access: { enterprise, sealedKey } }: HeldRow,
  access: EnterpriseUonAccess,
  { secrets }: AccessKeys,
): Promise<void> {
  if (account === '') await nameHeld(pool, enterprise, access.account);
  if (secrets.isCurrent(sealedKey)) return;
  const to = secrets.seal(access.apiKey, secretPlace(enterprise, 'uon.api_key'));
  await resealHeld(pool, { enterprise, account: access.account }, { from: sealedKey, to });
}
