import { randomBytes } from 'node:crypto';

import type pg from 'pg';

import { keyedHash } from '../platform/keyed-hash.ts';
import type { Secrets } from '../platform/secrets.ts';

const PLACE = 'hash_key/key';

/**
 * The key of all keyed hashes: made by whoever starts first and then the same for all processes and for ever, since
 * what is stored under a hash is lost with it. Kept encrypted, and so independent of a rotation of SECRETS_KEY.
 *
 * @throws SecretsError when SECRETS_KEY is not the one it was stored with
 */
export async function loadHashKey(pool: pg.Pool, secrets: Secrets): Promise<Buffer> {
  const stored = (await readSealed(pool)) ?? (await offer(pool, secrets.seal(randomBytes(32).toString('hex'), PLACE)));
  const key = secrets.open(stored, PLACE);
  if (!secrets.isCurrent(stored)) {
    await pool.query('UPDATE hash_key SET sealed = $1 WHERE sealed = $2', [secrets.seal(key, PLACE), stored]);
  }
  return Buffer.from(key, 'hex');
}

/** The hash by which a number of an enterprise is found in `calls` and `inbox`. */
export function phoneHasher(hashKey: Buffer): (enterprise: string, e164: string) => string {
  return (enterprise, e164) => keyedHash(hashKey, 'phone', `${enterprise}/${e164}`);
}

/** The hash that stands for what a service said of a call. */
export function noticeHasher(hashKey: Buffer): (enterprise: string, said: string) => string {
  return (enterprise, said) => keyedHash(hashKey, 'notice', `${enterprise}/${said}`);
}

/** By which cookies of the administration page are signed: the same for all processes, as the key is. */
export function sessionSecretOf(hashKey: Buffer): string {
  return keyedHash(hashKey, 'admin-session', '');
}

/** By which links of popups are sealed. */
export function popupLinkKeyOf(hashKey: Buffer): Buffer {
  return Buffer.from(keyedHash(hashKey, 'popup-link', ''), 'hex');
}

/** Of several that are offered at once the first stays; each starter gets that one. */
async function offer(pool: pg.Pool, sealed: string): Promise<string> {
  await pool.query('INSERT INTO hash_key (sealed) VALUES ($1) ON CONFLICT DO NOTHING', [sealed]);
  const stored = await readSealed(pool);
  if (!stored) throw new Error('The hash key was removed while it was made');
  return stored;
}

async function readSealed(pool: pg.Pool): Promise<string | undefined> {
  const { rows } = await pool.query<{ sealed: string }>('SELECT sealed FROM hash_key');
  return rows[0]?.sealed;
}
