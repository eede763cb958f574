import { readFile } from 'node:fs/promises';

import { z } from 'zod';

import { askForConnection } from '../../db/connection-asks.ts';
import { createEnterprises } from '../../db/enterprises.ts';
import { loadHashKey } from '../../db/hash-key.ts';
import { createPool } from '../../db/pool.ts';
import { readEnterpriseFile } from '../../domain/enterprise.ts';
import { createSecrets } from '../../platform/secrets.ts';
import { readSecretsKeys } from '../../platform/secrets-key.ts';
import type { Progress } from '../local/progress.ts';
import { DEMO_ENTERPRISE } from './demo-call.ts';
import { demoPbxUrl, type DemoPbx } from './start-pbx.ts';

const FILE = new URL('../../demo/enterprise-0367.json', import.meta.url);

export interface ApplyOptions {
  databaseUrl: string;
  secretsKey: string;
  uonUrl: string;
  /** It has a bot there; without a simulator of Telegram it has none. */
  hasTelegram: boolean;
}

const contentSchema = z.looseObject({
  integrations_config: z.looseObject({ uon: z.looseObject({}), telegram: z.looseObject({}) }),
});

/**
 * Stores the demo's enterprise unless it is there: what someone has changed in it since stays. It is connected anew: a simulator
 * that was just started knows no webhooks.
 *
 * @returns how its PBX is asked for calls, if it is
 */
export async function applyDemoEnterprise(options: ApplyOptions, progress: Progress): Promise<DemoPbx | null> {
  const { databaseUrl, secretsKey, uonUrl, hasTelegram } = options;
  const keys = readSecretsKeys(secretsKey);
  if (!keys) throw new Error('SECRETS_KEY can not be read');
  const secrets = createSecrets(keys);
  const pool = createPool(databaseUrl, { max: 2, applicationName: 'demo' });
  try {
    const hashKey = await loadHashKey(pool, secrets);
    const enterprises = createEnterprises({ pool, secrets, hashKey, uonUrl });
    if (await enterprises.load(DEMO_ENTERPRISE)) await askForConnection(pool, DEMO_ENTERPRISE);
    else
      await progress.step(`Enterprise ${DEMO_ENTERPRISE} of demo/enterprise-0367.json`, async () =>
        enterprises.apply(readEnterpriseFile(await demoFile(hasTelegram))),
      );
    return await enterprises.originateAccess(DEMO_ENTERPRISE);
  } finally {
    await pool.end();
  }
}

/** Its PBX where a port is free for it. */
async function demoFile(hasTelegram: boolean): Promise<unknown> {
  const { integrations_config: config, ...file } = contentSchema.parse(JSON.parse(await readFile(FILE, 'utf8')));
  const originate_url = await demoPbxUrl();
  const telegram = hasTelegram ? config.telegram : {};
  return { ...file, integrations_config: { ...config, telegram, uon: { ...config.uon, originate_url } } };
}
