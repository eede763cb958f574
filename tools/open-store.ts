import type pg from 'pg';

import { createEnterprises } from '../db/enterprises.ts';
import type { Enterprises } from '../db/enterprises.ts';
import { loadHashKey, phoneHasher } from '../db/hash-key.ts';
import { createPool } from '../db/pool.ts';
import { readConfig, UON_PRODUCTION_URL } from '../platform/config.ts';
import { readInstance } from '../platform/instance.ts';
import { createSecrets } from '../platform/secrets.ts';
import { readSecretsKeys } from '../platform/secrets-key.ts';
import { secretsKeyOf } from './instance-key.ts';

/** Nothing runs that could be told; the message says what to do. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
}

export interface Store {
  readonly pool: pg.Pool;
  readonly enterprises: Enterprises;
  /** Where browsers find the page: PUBLIC_URL, else the address of a running `npm start`. */
  readonly publicUrl: string | null;
  readonly hashPhone: (enterprise: string, e164: string) => string;
}

interface Address {
  readonly databaseUrl: string;
  readonly secretsKey: string;
  readonly uonUrl: string;
  readonly publicUrl: string | null;
}

/**
 * Opens the database of the running instance for `work`, and closes it whatever comes of it.
 *
 * @throws StoreError when there is none; ConfigError; SecretsError when SECRETS_KEY is another one
 */
export async function withStore<T>(
  env: Record<string, string | undefined>,
  work: (store: Store) => Promise<T>,
): Promise<T> {
  const { databaseUrl, secretsKey, uonUrl, publicUrl } = findInstance(env);
  const keys = readSecretsKeys(secretsKey);
  if (!keys) throw new StoreError('SECRETS_KEY of the running instance can not be read');
  const secrets = createSecrets(keys);
  const pool = createPool(databaseUrl, { max: 2, applicationName: 'tools' });
  try {
    const hashKey = await reached(() => loadHashKey(pool, secrets));
    const enterprises = createEnterprises({ pool, secrets, hashKey, uonUrl });
    return await work({ pool, enterprises, publicUrl, hashPhone: phoneHasher(hashKey) });
  } finally {
    await closed(pool);
  }
}

function findInstance(env: Record<string, string | undefined>): Address {
  const config = readConfig(env);
  const instance = readInstance(config.dataDir);
  const databaseUrl = config.databaseUrl ?? instance?.databaseUrl;
  if (!databaseUrl) {
    throw new StoreError(
      `Nothing runs on ${config.dataDir}: start it with \`npm start\`, or give DATABASE_URL and SECRETS_KEY`,
    );
  }
  const secretsKey = secretsKeyOf(config, instance);
  if (!secretsKey) throw new StoreError('SECRETS_KEY must be given: the instance was started with one of its own');
  const publicUrl = config.publicUrl ?? instance?.apiUrl ?? null;
  return { databaseUrl, secretsKey, publicUrl, uonUrl: config.uonUrl ?? instance?.uonUrl ?? UON_PRODUCTION_URL };
}

async function reached<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === UNDEFINED_TABLE) {
      throw new StoreError('The database has no tables yet: start the service once, it makes them');
    }
    if (code === undefined && !isTimeout(error)) throw error;
    const why = typeof code === 'string' ? code : 'no answer';
    throw new StoreError(
      `The database can't be reached (${why}): is the instance running? Start it with \`npm start\``,
    );
  }
}

const UNDEFINED_TABLE = '42P01';

function isTimeout(error: unknown): boolean {
  return error instanceof Error && /timeout|terminated/i.test(error.message);
}

async function closed(pool: pg.Pool): Promise<void> {
  await pool.end().catch(() => undefined);
}
