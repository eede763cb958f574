import { readFile } from 'node:fs/promises';

import { createEnterprises } from '../../db/enterprises.ts';
import { loadHashKey } from '../../db/hash-key.ts';
import { createPool } from '../../db/pool.ts';
import { readEnterpriseFile } from '../../domain/enterprise.ts';
import { createSecrets } from '../../platform/secrets.ts';
import { readSecretsKeys } from '../../platform/secrets-key.ts';
import type { Progress } from '../local/progress.ts';
import { DEMO_ENTERPRISE } from './demo-call.ts';

const FILE = new URL('../../demo/enterprise-0367.json', import.meta.url);

export interface ApplyOptions {
  databaseUrl: string;
  secretsKey: string;
  uonUrl: string;
}

/** Stores the demo's enterprise unless it is there: what someone has changed in it since stays. */
export async function applyDemoEnterprise(options: ApplyOptions, progress: Progress): Promise<void> {
  const { databaseUrl, secretsKey, uonUrl } = options;
  const keys = readSecretsKeys(secretsKey);
  if (!keys) throw new Error('SECRETS_KEY can not be read');
  const secrets = createSecrets(keys);
  const pool = createPool(databaseUrl, { max: 2, applicationName: 'demo' });
  try {
    const hashKey = await loadHashKey(pool, secrets);
    const enterprises = createEnterprises({ pool, secrets, hashKey, uonUrl });
    if (await enterprises.load(DEMO_ENTERPRISE)) return;
    await progress.step(`Enterprise ${DEMO_ENTERPRISE} of demo/enterprise-0367.json`, async () =>
      enterprises.apply(readEnterpriseFile(JSON.parse(await readFile(FILE, 'utf8')))),
    );
  } finally {
    await pool.end();
  }
}
