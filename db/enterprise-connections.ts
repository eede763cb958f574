import type pg from 'pg';
import { keyedHash } from '../platform/keyed-hash.ts';
import { lastAsk } from './connection-asks.ts';
import { forgetConnection, hideWebhooks, noteLooked, showWebhooks, type Looked } from './connections.ts';
import { lockEnterprise } from './enterprise-lock.ts';
import { rowOfNumber, type EnterpriseRow } from './enterprise-rows.ts';
import { secretPlace } from './enterprise-secrets.ts';
import { heldAccounts, holdAccount, noteFailing, noteIds, releaseHeld } from './held-accounts.ts';
import { openHeld, type HeldAccount } from './open-held.ts';
import { inTransaction } from './transaction.ts';
import { openAccess, sealedAccessOf, type AccessKeys, type EnterpriseUonAccess } from './uon-access.ts';
import { enterpriseOfSecret } from './webhook-secrets.ts';

/** How an enterprise is connected, and how it shall be. */
export interface ConnectionNow {
  /** What was asked last; whoever looks at this answers it. */
  readonly asked: string | null;
  /** Null: U-ON is switched off, has no key, or the enterprise is gone. */
  readonly wanted: { readonly access: EnterpriseUonAccess; readonly secret: string } | null;
  /** The accounts in which webhooks of ours may stand, that of the settings among them. */
  readonly held: readonly HeldAccount[];
  /** Type to id of webhooks that the settings call ours in their account. */
  readonly named: Readonly<Record<string, string>>;
}

/** Webhooks of ours in one account. */
export interface OurIds {
  /** Type to id of those that stand and stay. */
  readonly standing: Readonly<Record<string, string>>;
  /** Those that are still to be taken away. */
  readonly leaving: readonly string[];
}

export interface Connections {
  /** @throws SecretsError when what the settings hold can't be decrypted */
  now(enterprise: string): Promise<ConnectionNow>;
  /** Is it a secret of the enterprise's webhooks, now or until a day ago? */
  isSecretOf(enterprise: string, secret: string): Promise<boolean>;
  /** Webhooks of ours may stand in this account from now on. False: it is not that of the settings any more. */
  hold(enterprise: string, account: string): Promise<boolean>;
  /** None of ours stands in it any more. */
  letGo(enterprise: string, account: string): Promise<void>;
  /** It could not be cleared. True: for two weeks now, and it is let go. */
  giveUp(enterprise: string, account: string): Promise<boolean>;
  /** False: the account is not that of the settings any more; its ids are kept all the same, to be taken away. */
  note(enterprise: string, account: string, ids: OurIds): Promise<boolean>;
  end(enterprise: string, how: Looked): Promise<void>;
}

/** As long as any effect that must not be lost is tried. */
const GIVEN_UP_DAYS = 14;

export function createConnections({
  pool,
  uonUrl,
  ...keys
}: AccessKeys & { readonly pool: pg.Pool; readonly uonUrl: string }): Connections {
  const sealedOf = (row: EnterpriseRow | undefined) => (row ? sealedAccessOf(row, uonUrl) : null);
  const wantedOf = (row: EnterpriseRow | undefined): ConnectionNow['wanted'] => {
    const sealed = sealedOf(row);
    const secret = row?.sealed.get('uon.webhook_secret');
    if (!row || !sealed || secret === undefined) return null;
    const place = secretPlace(row.number, 'uon.webhook_secret');
    return { access: openAccess(sealed, keys), secret: keys.secrets.open(secret, place) };
  };
  /** Settings and what is noted of them change one after the other. */
  const locked = <T>(number: string, work: (client: pg.PoolClient, row: EnterpriseRow | undefined) => Promise<T>) =>
    inTransaction(pool, async (client) => {
      await lockEnterprise(client, number);
      return work(client, await rowOfNumber(client, number));
    });
  const letGo = async (client: pg.PoolClient, enterprise: string, account: string): Promise<void> =>
    hideWebhooks(client, enterprise, await releaseHeld(client, { enterprise, account }));

  return {
    now: async (number) => {
      // First: what is asked after it is not answered by this.
      const asked = await lastAsk(pool, number);
      const row = await rowOfNumber(pool, number);
      const named = row && !row.madeFields.includes('uon.webhooks') ? row.settings.uon.webhooks : {};
      return { asked, wanted: wantedOf(row), held: await openHeld(pool, number, keys), named };
    },
    isSecretOf: async (number, secret) =>
      (await enterpriseOfSecret(pool, keyedHash(keys.hashKey, 'webhook-secret', secret))) === number,
    hold: (number, account) =>
      locked(number, async (client, row) => {
        const sealed = sealedOf(row);
        if (!sealed || openAccess(sealed, keys).account !== account) return false;
        await holdAccount(client, account, sealed);
        return true;
      }),
    letGo: (number, account) => locked(number, (client) => letGo(client, number, account)),
    giveUp: (enterprise, account) =>
      locked(enterprise, async (client) => {
        if (!(await noteFailing(client, { enterprise, account }, GIVEN_UP_DAYS))) return false;
        await letGo(client, enterprise, account);
        return true;
      }),
    note: (enterprise, account, { standing, leaving }) =>
      locked(enterprise, async (client, row) => {
        await noteIds(client, { enterprise, account }, [...Object.values(standing), ...leaving]);
        if (wantedOf(row)?.access.account !== account) return false;
        await showWebhooks(client, enterprise, standing);
        return true;
      }),
    end: (number, how) =>
      locked(number, async (client, row) => {
        if (!row && (await heldAccounts(client, number)).length === 0) await forgetConnection(client, number);
        else await noteLooked(client, number, how);
      }),
  };
}
