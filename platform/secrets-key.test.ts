import { randomBytes } from 'node:crypto';

import { expect, test } from 'vitest';

import { readSecretsKeys } from './secrets-key.ts';

test('32 bytes are taken as base64, base64url and hex', () => {
  const key = randomBytes(32);
  for (const form of ['base64', 'base64url', 'hex'] as const) {
    expect(readSecretsKeys(key.toString(form))).toEqual([{ id: 'default', key }]);
  }
});

test('any other text of 16 characters gives the same 32 bytes every time', () => {
  const [first] = readSecretsKeys('correct horse battery') ?? [];
  const [again] = readSecretsKeys('correct horse battery') ?? [];
  const [other] = readSecretsKeys('correct horse batterz') ?? [];
  expect(first?.key).toHaveLength(32);
  expect(again).toEqual(first);
  expect(other?.key).not.toEqual(first?.key);
});

test('several keys keep their ids and order', () => {
  const keys = readSecretsKeys(`2025:${'b'.repeat(64)}, default:${'a'.repeat(64)}`);
  expect(keys?.map(({ id }) => id)).toEqual(['2025', 'default']);
});

test.each(['short', `a:${'b'.repeat(64)},a:${'c'.repeat(64)}`, `${'b'.repeat(64)},`, 'id:short'])(
  'what is too short, doubled or empty is refused: %s',
  (text) => expect(readSecretsKeys(text)).toBeUndefined(),
);
