import { createPool } from '../../db/pool.ts';
import { createEnterprises, type Enterprises } from '../../db/enterprises.ts';
import { loadHashKey } from '../../db/hash-key.ts';
import { readEnterpriseFile } from '../../domain/enterprise.ts';
import { createSecrets } from '../../platform/secrets.ts';
import { readSecretsKeys } from '../../platform/secrets-key.ts';
import type { EnterpriseOptions, TestEnterprise } from './open-system.ts';

/** Managers of the tests: 2 has extension 151, 4 has 152, 7 has 150. */
export const USER_EXTENSIONS = { 2: '151', 4: ['152'], 7: '150' };

/** What leads to a database with its secrets. */
export interface StoreEnvironment {
  DATABASE_URL: string;
  SECRETS_KEY: string;
  UON_URL: string;
}

/** Stores an enterprise as `npm run enterprise -- apply` does. */
export async function applyEnterprise(
  env: StoreEnvironment,
  { number, token, apiKey }: TestEnterprise,
  options: EnterpriseOptions,
): Promise<void> {
  await withEnterprises(env, (enterprises) => enterprises.apply(enterpriseFile({ number, token, apiKey }, options)));
}

/** Does something with the enterprises of a database, as the command line does. */
export async function withEnterprises<T>(
  env: StoreEnvironment,
  work: (enterprises: Enterprises) => Promise<T>,
): Promise<T> {
  const pool = createPool(env.DATABASE_URL, { max: 2, connectMs: 60_000 });
  try {
    const keys = readSecretsKeys(env.SECRETS_KEY);
    if (!keys) throw new Error('unreadable key');
    const secrets = createSecrets(keys);
    const hashKey = await loadHashKey(pool, secrets);
    return await work(createEnterprises({ pool, secrets, hashKey, uonUrl: env.UON_URL }));
  } finally {
    await pool.end();
  }
}

/** An enterprise as a file says it, with what tests need. */
export function enterpriseFile(
  { number, token, apiKey }: TestEnterprise,
  { uon = {}, smart = {}, lines = [], telegram = {} }: EnterpriseOptions,
) {
  return readEnterpriseFile({
    number,
    name: `Agency ${number}`,
    token,
    timezone: 'Europe/Minsk',
    country: 'BY',
    lines,
    integrations_config: {
      uon: {
        enabled: true,
        api_key: apiKey,
        subdomain: 'id67054',
        user_extensions: USER_EXTENSIONS,
        calls: { late_s: 1, settle_ms: 300 },
        ...uon,
      },
      smart,
      telegram,
    },
  });
}
