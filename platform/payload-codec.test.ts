import { randomBytes } from 'node:crypto';

import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import { expect, it } from 'vitest';

import { createPayloadCipher, PayloadCodecError } from './payload-codec.ts';
import { createSecrets } from './secrets.ts';
import type { SecretsKey } from './secrets-key.ts';

const key = (id: string): SecretsKey => ({ id, key: randomBytes(32) });
const [old, current] = [key('default'), key('2026')];
const payload = defaultPayloadConverter.toPayload({ phone: '+375291112233', имя: 'Анна' });
const error = (run: () => unknown): unknown => {
  try {
    return run();
  } catch (caught) {
    return caught;
  }
};

it('what was encrypted is read again, metadata and all, and each time looks different', () => {
  const cipher = createPayloadCipher([current]);
  for (const value of [{ a: [1, 'ы'] }, '', null, undefined, new Uint8Array([0, 255])]) {
    const plain = defaultPayloadConverter.toPayload(value);
    const encrypted = cipher.encrypt(plain);
    expect(defaultPayloadConverter.fromPayload(cipher.decrypt(encrypted))).toEqual(value);
    expect(Buffer.from(cipher.encrypt(plain).data ?? [])).not.toEqual(Buffer.from(encrypted.data ?? []));
  }
});

it('nothing of a payload can be seen but the id of its key', () => {
  const { metadata, data } = createPayloadCipher([current]).encrypt(payload);
  expect(Object.fromEntries(Object.entries(metadata ?? {}).map(([name, text]) => [name, String(text)]))).toEqual({
    encoding: 'binary/encrypted',
    'encryption-key-id': '2026',
  });
  for (const clear of ['375291112233', 'Анна', 'phone', 'json/plain']) {
    expect(Buffer.from(data ?? []).includes(clear)).toBe(false);
  }
});

it('after a rotation the first key encrypts and the old one still decrypts', () => {
  const before = createPayloadCipher([old]).encrypt(payload);
  const rotated = createPayloadCipher([current, old]);
  expect(rotated.decrypt(before)).toEqual(createPayloadCipher([old]).decrypt(before));
  expect(String(rotated.encrypt(payload).metadata?.['encryption-key-id'])).toBe('2026');
});

it('a key that is not there is named, with what to do', () => {
  const caught = error(() => createPayloadCipher([current]).decrypt(createPayloadCipher([old]).encrypt(payload)));
  expect(caught).toBeInstanceOf(PayloadCodecError);
  expect(caught).toMatchObject({ kind: 'unknown-key', keyId: 'default' });
  expect(String(caught)).toMatch(/SECRETS_KEY.*id:key/);
});

it('another key under the same id, another id, a changed byte or a cut are no payload of ours', () => {
  const cipher = createPayloadCipher([current, old]);
  const encrypted = cipher.encrypt(payload);
  const data = Buffer.from(encrypted.data ?? []);
  const flipped = (index: number) => data.map((byte, at) => (at === index ? byte ^ 1 : byte));
  const wrong: Payload[] = [
    createPayloadCipher([key('2026')]).encrypt(payload),
    { ...encrypted, metadata: { ...encrypted.metadata, 'encryption-key-id': Buffer.from('default') } },
    ...[0, 15, 40, data.length - 1].map((index) => ({ ...encrypted, data: flipped(index) })),
    ...[0, 5, 27, data.length - 1].map((length) => ({ ...encrypted, data: data.subarray(0, length) })),
  ];
  for (const one of wrong) expect(error(() => cipher.decrypt(one))).toMatchObject({ kind: 'broken' });
});

it("a payload that was not encrypted, or by another's codec, passes through as it is", () => {
  const cipher = createPayloadCipher([current]);
  expect(cipher.decrypt(payload)).toBe(payload);
  const foreign = { metadata: { encoding: Buffer.from('binary/encrypted') }, data: Buffer.from('x') };
  expect(cipher.decrypt(foreign)).toBe(foreign);
  expect(cipher.decrypt({})).toEqual({});
});

it('stored secrets and payloads have different keys though both come from SECRETS_KEY', () => {
  const sealed = createSecrets([current]).seal('text', 'uon-telephony payload v1\x002026').split(':')[2] ?? '';
  const asPayload = {
    metadata: { encoding: Buffer.from('binary/encrypted'), 'encryption-key-id': Buffer.from('2026') },
    data: Buffer.from(sealed, 'base64url'),
  };
  expect(error(() => createPayloadCipher([current]).decrypt(asPayload))).toMatchObject({ kind: 'broken' });
});
