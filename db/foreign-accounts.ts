import type pg from 'pg';
import type { Role } from '../domain/admin-access.ts';
import type { EnterpriseFile } from '../domain/enterprise.ts';
import type { SettingsProblem } from '../domain/settings/problems.ts';
import { ACCOUNT_NAMES, sharedNames, type AccountName, type AccountNames } from '../domain/webhooks/shared-account.ts';
import type { Secrets } from '../platform/secrets.ts';
import { createEnterpriseReader, type EnterpriseRow } from './enterprise-rows.ts';
import { secretPlace } from './enterprise-secrets.ts';
import { readable } from './readable.ts';

/** An enterprise as far as it names its account; without a key it shares none. */
interface Claim {
  readonly number: string;
  readonly uon: AccountNames;
  readonly apiKey: string | undefined;
}

/** Which names are of an account that an enterprise with another key names too. */
export function foreignNames(
  { number, uon, apiKey }: Claim,
  all: readonly EnterpriseRow[],
  secrets: Secrets,
): readonly AccountName[] {
  const found = all.flatMap((row) => {
    const names = row.number === number ? [] : sharedNames(uon, row.settings.uon);
    return names.length === 0 || (apiKey !== undefined && keyOf(row, secrets) === apiKey) ? [] : names;
  });
  return ACCOUNT_NAMES.filter((name) => found.includes(name));
}

/** As it stands: its webhooks without a secret may be nobody's. */
export function namesForeignAccount(row: EnterpriseRow, all: readonly EnterpriseRow[], secrets: Secrets): boolean {
  const claim = { number: row.number, uon: row.settings.uon, apiKey: keyOf(row, secrets) ?? undefined };
  return foreignNames(claim, all, secrets).length > 0;
}

/** Null where it has none, or one that can't be decrypted. */
function keyOf({ number, sealed }: EnterpriseRow, secrets: Secrets): string | null {
  const key = sealed.get('uon.api_key');
  return key === undefined ? null : readable(() => secrets.open(key, secretPlace(number, 'uon.api_key')));
}

/**
 * Who names the account of another agency could have its webhooks refused or sent to himself: an owner alone, who knows whose it
 * is, may. What stands already is left as it is.
 */
export async function problemsOfAccount(
  tx: pg.PoolClient,
  role: Role,
  { number, integrations_config: { uon } }: EnterpriseFile,
  before: AccountNames | undefined,
  secrets: Secrets,
): Promise<readonly SettingsProblem[]> {
  const changed = ACCOUNT_NAMES.filter((name) => uon[name] !== undefined && uon[name] !== before?.[name]);
  if (role === 'owner' || changed.length === 0) return [];
  // Of two who name one account at once, the second sees what the first has stored.
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('enterprises'' accounts', 0))`);
  const all = await createEnterpriseReader(tx).all();
  return foreignNames({ number, uon, apiKey: uon.api_key }, all, secrets)
    .filter((name) => changed.includes(name))
    .map((name) => ({
      field: `integrations_config.uon.${name}`,
      message: 'is named by another enterprise: ask an owner of the installation',
    }));
}
