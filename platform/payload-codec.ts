import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, randomBytes, type KeyObject } from 'node:crypto';

import type { Payload } from '@temporalio/common';
import proto from '@temporalio/proto';

import type { SecretsKey } from './secrets-key.ts';

/** Encrypts what Temporal stores and shows. Synchronous: a payload takes microseconds, and a popup waits for it. */
export interface PayloadCipher {
  /** Encrypts a payload, its metadata too, with the first key. */
  encrypt(payload: Payload): Payload;
  /**
   * What was encrypted by any key of the ring. A payload that is not encrypted (of before there was a codec, or made by
   * a tool) comes back as it is.
   *
   * @throws PayloadCodecError
   */
  decrypt(payload: Payload): Payload;
}

/** A payload that can't be decrypted: with a key that SECRETS_KEY lacks, or it was changed. Holds nothing of either. */
export class PayloadCodecError extends Error {
  override readonly name = 'PayloadCodecError';
  readonly kind: 'unknown-key' | 'broken';
  readonly keyId: string;

  constructor(kind: PayloadCodecError['kind'], keyId: string) {
    super(
      kind === 'unknown-key'
        ? `A payload is encrypted with the key "${keyId}", which SECRETS_KEY does not have: give it as a further id:key`
        : `A payload of the key "${keyId}" can't be decrypted: that id now names another key, or the payload was changed`,
    );
    this.kind = kind;
    this.keyId = keyId;
  }
}

/** AES-256-GCM with a random nonce and keys of its own, derived from those of SECRETS_KEY; the key's id stands beside. */
export function createPayloadCipher(keys: readonly [SecretsKey, ...SecretsKey[]]): PayloadCipher {
  const ring = new Map(keys.map(({ id, key }) => [id, derivedKey(id, key)]));
  const [{ id: currentId, key }] = keys;
  const current = ring.get(currentId) ?? derivedKey(currentId, key);
  return {
    encrypt: (payload) => ({
      metadata: { encoding: ENCRYPTED, [KEY_ID]: current.idBytes },
      data: seal(current, Payloads.encode(payload).finish()),
    }),
    decrypt(payload) {
      const keyId = payload.metadata?.[KEY_ID];
      if (!isEncrypted(payload) || !keyId || !payload.data) return payload;
      const id = Buffer.from(keyId).toString();
      const known = ring.get(id);
      if (!known) throw new PayloadCodecError('unknown-key', id);
      return Payloads.decode(open(known, payload.data));
    },
  };
}

const Payloads = proto.temporal.api.common.v1.Payload;

/** The names that Temporal's own samples of an encrypting codec have. */
const ENCRYPTED = Buffer.from('binary/encrypted');
const KEY_ID = 'encryption-key-id';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

interface DerivedKey {
  readonly id: string;
  readonly idBytes: Buffer;
  readonly key: KeyObject;
  /** Bound to the ciphertext: the format, and the id that stands beside it. */
  readonly context: Buffer;
}

/** Once a process and key: what is encrypted here can't be opened with the key of the stored secrets, or the other way. */
function derivedKey(id: string, key: Buffer): DerivedKey {
  const derived = hkdfSync('sha256', key, '', 'uon-telephony temporal payloads', 32);
  return {
    id,
    idBytes: Buffer.from(id),
    key: createSecretKey(Buffer.from(derived)),
    context: Buffer.from(`uon-telephony payload v1\0${id}`),
  };
}

function seal({ key, context }: DerivedKey, plain: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(context);
  const body = cipher.update(plain);
  cipher.final();
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

function open({ id, key, context }: DerivedKey, data: Uint8Array): Buffer {
  const tagEnd = NONCE_BYTES + TAG_BYTES;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, data.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
    decipher.setAAD(context).setAuthTag(data.subarray(NONCE_BYTES, tagEnd));
    const body = decipher.update(data.subarray(tagEnd));
    decipher.final();
    return body;
  } catch {
    throw new PayloadCodecError('broken', id);
  }
}

function isEncrypted({ metadata }: Payload): boolean {
  const encoding = metadata?.['encoding'];
  return encoding !== undefined && ENCRYPTED.equals(encoding);
}
