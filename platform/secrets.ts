import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

import type { SecretsKey } from './secrets-key.ts';

/** Encrypts what must not lie in the database in clear. Safe to share: it holds nothing but the keys. */
export interface Secrets {
  /**
   * Encrypts with the first key. `place` names where the text will be stored (`enterprises/0367/uon.api_key`): it can be
   * opened only there, so that nobody who may write to the database can move a secret to where it would be shown.
   */
  seal(text: string, place: string): string;
  /** @throws SecretsError when no key opens it, or it was sealed for another place */
  open(sealed: string, place: string): string;
  /** Sealed with the first key; the others only read until all is sealed anew. */
  isCurrent(sealed: string): boolean;
}

/** A stored secret that can't be opened. The message holds neither the secret nor a key. */
export class SecretsError extends Error {
  override readonly name = 'SecretsError';
}

/** AES-256-GCM with a random nonce. Stored as `v1:<key id>:<nonce, tag, text in base64url>`. */
export function createSecrets(keys: readonly [SecretsKey, ...SecretsKey[]]): Secrets {
  const [current] = keys;
  return {
    seal: (text, place) => `${VERSION}:${current.id}:${encrypt(current.key, text, place).toString('base64url')}`,
    open(sealed, place) {
      const { keyId, data } = parse(sealed, place);
      const key = keys.find(({ id }) => id === keyId);
      if (!key)
        throw new SecretsError(`${place} is encrypted with the key "${keyId}", which SECRETS_KEY does not have`);
      return decrypt(key.key, data, place);
    },
    isCurrent: (sealed) => sealed.startsWith(`${VERSION}:${current.id}:`),
  };
}

const VERSION = 'v1';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

function parse(sealed: string, place: string): { keyId: string; data: Buffer } {
  const [version, keyId, data, ...rest] = sealed.split(':');
  if (version !== VERSION || !keyId || !data || rest.length > 0) {
    throw new SecretsError(`${place} does not hold an encrypted text`);
  }
  return { keyId, data: Buffer.from(data, 'base64url') };
}

function encrypt(key: Buffer, text: string, place: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place));
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

function decrypt(key: Buffer, data: Buffer, place: string): string {
  const tagEnd = NONCE_BYTES + TAG_BYTES;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, data.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(place)).setAuthTag(data.subarray(NONCE_BYTES, tagEnd));
    return Buffer.concat([decipher.update(data.subarray(tagEnd)), decipher.final()]).toString('utf8');
  } catch {
    throw new SecretsError(`${place} can't be decrypted: another SECRETS_KEY, or the stored text was changed`);
  }
}
