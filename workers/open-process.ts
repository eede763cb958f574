import type { DataConverter } from '@temporalio/common';
import type pg from 'pg';
import { createConnections, type Connections } from '../db/enterprise-connections.ts';
import { createEnterprises, type Enterprises } from '../db/enterprises.ts';
import { loadHashKey, noticeHasher, phoneHasher, popupLinkKeyOf, sessionSecretOf } from '../db/hash-key.ts';
import { createPool, type PoolOptions } from '../db/pool.ts';
import { readProcessConfig, UON_PRODUCTION_URL, type ProcessConfig } from '../platform/config.ts';
import { createDataConverter } from '../platform/data-converter.ts';
import { createLogger, type Logger } from '../platform/log.ts';
import { createSealer, type Sealer } from '../platform/sealed-text.ts';
import { createSecrets } from '../platform/secrets.ts';
import { readSecretsKeys, type SecretsKey } from '../platform/secrets-key.ts';
import { isDatabaseAway } from '../db/away.ts';
import { seldom } from '../platform/seldom.ts';
import { configOrExit, readEnvironment } from './environment.ts';
import { untilAvailable } from './until-available.ts';

/** What every process of ours begins with. */
export interface OpenProcess {
  readonly config: ProcessConfig;
  readonly log: Logger;
  readonly pool: pg.Pool;
  readonly settings: Enterprises;
  readonly connections: Connections;
  /** For every client and worker of Temporal: what they send it is encrypted. */
  readonly dataConverter: DataConverter;
  /** The keys of SECRETS_KEY, the first of which encrypts. */
  readonly keys: readonly [SecretsKey, ...SecretsKey[]];
  readonly hashPhone: (enterprise: string, e164: string) => string;
  readonly hashNotice: (enterprise: string, said: string) => string;
  /** Makes and opens links of popups that go by us. */
  readonly popupLinks: Sealer;
  /** Signs the cookies of the administration page. */
  readonly sessionSecret: string;
  close(): Promise<void>;
}

const BROKEN_TOLD_EVERY_MS = 10_000;

/** Reads the environment, opens the pool, unlocks the keys. Mistakes in the environment end the process with all their names. */
export async function openProcess(
  name: string,
  { pool: poolOptions, needs = [] }: { readonly pool: PoolOptions; readonly needs?: readonly 'SERVICE_TOKEN'[] },
): Promise<OpenProcess> {
  const config = configOrExit(() => readProcessConfig(readEnvironment(), needs));
  const log = createLogger({ name, level: config.logLevel });
  const keys = readSecretsKeys(config.secretsKey);
  if (!keys) throw new Error('SECRETS_KEY can not be read');
  if (!config.encryptHistories) log.warn('ENCRYPT_HISTORIES=0: phones and names go to Temporal in clear');
  const secrets = createSecrets(keys);
  const pool = createPool(config.databaseUrl, {
    ...poolOptions,
    applicationName: name,
    // All of them break at once when the database goes.
    onIdleError: seldom(BROKEN_TOLD_EVERY_MS, (leftOut, err: Error) =>
      log.warn({ err, leftOut }, 'a database connection broke'),
    ),
  });
  const hashKey = await untilAvailable({ what: 'the database', isAway: isDatabaseAway, log }, () =>
    loadHashKey(pool, secrets),
  );
  const uonUrl = config.uonUrl ?? UON_PRODUCTION_URL;
  return {
    config,
    log,
    keys,
    pool,
    settings: createEnterprises({ pool, secrets, hashKey, uonUrl }),
    connections: createConnections({ pool, secrets, hashKey, uonUrl }),
    dataConverter: createDataConverter(keys, { encrypt: config.encryptHistories }),
    hashPhone: phoneHasher(hashKey),
    hashNotice: noticeHasher(hashKey),
    popupLinks: createSealer(popupLinkKeyOf(hashKey)),
    sessionSecret: sessionSecretOf(hashKey),
    close: () => pool.end(),
  };
}
