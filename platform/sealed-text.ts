import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Makes short texts into tokens for addresses, which nobody else can make, change or read. */
export interface Sealer {
  /** Other letters each time; base64url. */
  seal(text: string): string;
  /** Null for what is not exactly as it was made here, with this key. */
  open(token: string): string | null;
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * AES-256-GCM: its tag is an authenticator of text and nonce, compared in constant time as it is opened. `key`: 32 bytes, for this
 * use alone. Random nonces are safe for four thousand million texts of a key.
 */
export function createSealer(key: Buffer): Sealer {
  return {
    seal(text) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
    },
    open(token) {
      const data = Buffer.from(token, 'base64url');
      // Base64 may be written in several ways, of which one was made here.
      if (data.length < NONCE_BYTES + TAG_BYTES || data.toString('base64url') !== token) return null;
      const [nonce, tag] = [data.subarray(0, NONCE_BYTES), data.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES)];
      const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES }).setAuthTag(tag);
      try {
        return Buffer.concat([decipher.update(data.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString(
          'utf8',
        );
      } catch {
        return null;
      }
    },
  };
}
