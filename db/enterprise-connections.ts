import type pg from 'pg';
import { keyedHash } from '../platform/keyed-hash.ts';
import {
  connectionOf,
  holdAccount,
  letAccountGo,
  noteWebhooks,
  endCheck,
  type ConnectionState,
} from './connections.ts';
import { enterpriseOf, rowOfNumber } from './enterprise-rows.ts';
import { secretPlace } from './enterprise-secrets.ts';
import type { Enterprise } from '../domain/enterprise.ts';
import { openAccess, sealedAccessOf, type AccessKeys, type EnterpriseUonAccess } from './uon-access.ts';
import { enterpriseOfSecret } from './webhook-secrets.ts';

/** How an enterprise is connected, and how it shall be. */
export interface ConnectionNow {
  /** Null: U-ON is switched off, has no key, or the enterprise is gone. */
  readonly wanted: {
    readonly enterprise: Enterprise;
    readonly access: EnterpriseUonAccess;
    readonly secret: string;
  } | null;
  /** The account in which webhooks of ours may stand; null: in none. */
  readonly held: EnterpriseUonAccess | null;
  /** Ids of webhooks that are known to be ours, in either. */
  readonly webhookIds: readonly string[];
}

export interface Connections {
  /** @throws SecretsError when a key can't be decrypted */
  now(enterprise: string): Promise<ConnectionNow>;
  /** Is it a secret of the enterprise's webhooks, now or until a day ago? */
  isSecretOf(enterprise: string, secret: string): Promise<boolean>;
  /** Webhooks of ours may stand in the account of the settings from now on. */
  hold(enterprise: string): Promise<void>;
  letGo(enterprise: string): Promise<void>;
  note(enterprise: string, webhooks: Readonly<Record<string, string>>): Promise<void>;
  end(enterprise: string, how: Pick<ConnectionState, 'state' | 'problem'>): Promise<void>;
}

export function createConnections({
  pool,
  uonUrl,
  ...keys
}: AccessKeys & { readonly pool: pg.Pool; readonly uonUrl: string }): Connections {
  return {
    now: async (number) => {
      const [row, stored] = await Promise.all([rowOfNumber(pool, number), connectionOf(pool, number)]);
      const sealed = row && sealedAccessOf(row, uonUrl);
      const secret = row?.sealed.get('uon.webhook_secret');
      const wanted = row &&
        sealed &&
        secret !== undefined && {
          enterprise: enterpriseOf(row),
          access: openAccess(sealed, keys),
          secret: keys.secrets.open(secret, secretPlace(number, 'uon.webhook_secret')),
        };
      return {
        wanted: wanted || null,
        held: stored?.access ? openAccess(stored.access, keys) : null,
        webhookIds: [...Object.values(stored?.webhooks ?? {}), ...Object.values(row?.settings.uon.webhooks ?? {})],
      };
    },
    isSecretOf: async (number, secret) =>
      (await enterpriseOfSecret(pool, keyedHash(keys.hashKey, 'webhook-secret', secret))) === number,
    hold: async (number) => {
      const row = await rowOfNumber(pool, number);
      const sealed = row && sealedAccessOf(row, uonUrl);
      if (sealed) await holdAccount(pool, sealed);
    },
    letGo: (number) => letAccountGo(pool, number),
    note: (number, webhooks) => noteWebhooks(pool, number, webhooks),
    end: (number, how) => endCheck(pool, number, how),
  };
}
