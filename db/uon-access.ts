import { keyedHash } from '../platform/keyed-hash.ts';
import type { Secrets } from '../platform/secrets.ts';
import type { EnterpriseRow } from './enterprise-rows.ts';
import { secretPlace } from './enterprise-secrets.ts';

/** The fields of `UonAccess`, which the client of U-ON takes. */
export interface EnterpriseUonAccess {
  readonly account: string;
  readonly enterprise: string;
  readonly apiKey: string;
  readonly apiUrl: string;
  readonly bodyFormat: 'json' | 'form';
}

/** What opens and names accounts. */
export interface AccessKeys {
  readonly secrets: Secrets;
  /** From `loadHashKey`. */
  readonly hashKey: Buffer;
}

/** How an account was, or is to be, reached: its key as it is stored. */
export interface SealedAccess {
  readonly enterprise: string;
  readonly sealedKey: string;
  readonly apiUrl: string;
  readonly bodyFormat: 'json' | 'form';
}

/** The sealed access of the settings; null where U-ON is switched off or has no key. `uonUrl`: for those without an own. */
export function sealedAccessOf(row: EnterpriseRow, uonUrl: string): SealedAccess | null {
  return row.settings.uon.enabled ? sealedKeyOf(row, uonUrl) : null;
}

/** The same whether U-ON is switched on or off; null where there is no key. */
export function sealedKeyOf({ number, settings: { uon }, sealed }: EnterpriseRow, uonUrl: string): SealedAccess | null {
  const sealedKey = sealed.get('uon.api_key');
  if (sealedKey === undefined) return null;
  return { enterprise: number, sealedKey, apiUrl: uon.api_url ?? uonUrl, bodyFormat: uon.body_format };
}

/** @throws SecretsError when the key can't be decrypted */
export function openAccess(
  { enterprise, sealedKey, apiUrl, bodyFormat }: SealedAccess,
  { secrets, hashKey }: AccessKeys,
): EnterpriseUonAccess {
  const apiKey = secrets.open(sealedKey, secretPlace(enterprise, 'uon.api_key'));
  const account = keyedHash(hashKey, 'uon-account', apiKey).slice(0, 16);
  return { account, enterprise, apiKey, apiUrl, bodyFormat };
}
