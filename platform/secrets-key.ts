import { scryptSync } from 'node:crypto';

export interface SecretsKey {
  /** Stands beside what was encrypted with it, so that keys can rotate. */
  id: string;
  /** 32 bytes, for AES-256. */
  key: Buffer;
}

/** The id of a key that is given without one. */
export const DEFAULT_KEY_ID = 'default';

/**
 * Reads SECRETS_KEY: one key, or `id:key,id2:key2` while keys rotate: the first encrypts, all decrypt. A key is 32
 * bytes as base64 or hex; any other text of 16 characters or more becomes one by scrypt. Texts hold no comma.
 *
 * @returns undefined when it can't be read so
 */
export function readSecretsKeys(text: string): readonly [SecretsKey, ...SecretsKey[]] | undefined {
  const keys = text.split(',').map(readKey);
  const read = keys.filter((key) => key !== undefined);
  const [first, ...others] = read;
  if (!first || read.length < keys.length) return undefined;
  if (new Set(read.map(({ id }) => id)).size < read.length) return undefined;
  return [first, ...others];
}

function readKey(text: string): SecretsKey | undefined {
  const { id = DEFAULT_KEY_ID, secret = '' } =
    /^\s*(?:(?<id>[\w-]{1,16}):)?(?<secret>.+?)\s*$/.exec(text)?.groups ?? {};
  const key = asBytes(secret);
  return key && { id, key };
}

function asBytes(secret: string): Buffer | undefined {
  if (/^[0-9a-f]{64}$/i.test(secret)) return Buffer.from(secret, 'hex');
  // 32 bytes are 43 characters of base64 and one of padding.
  if (/^[\w+/-]{43}=?$/.test(secret)) return Buffer.from(secret, 'base64');
  if (secret.length < 16) return undefined;
  // Slow on purpose: a text may be guessable. The salt can't be a secret of its own: only this text is kept.
  return scryptSync(secret, 'uon-telephony SECRETS_KEY', 32, { N: 32_768, r: 8, p: 1, maxmem: 64 * 1024 * 1024 });
}
