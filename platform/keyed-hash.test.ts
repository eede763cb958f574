import { expect, it } from 'vitest';

import { keyedHash } from './keyed-hash.ts';

it('gives the same 64 hex digits for the same key, purpose and value, and others for any other', () => {
  const key = Buffer.alloc(32, 7);
  const hash = keyedHash(key, 'phone', '+375296254070');
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  expect(keyedHash(key, 'phone', '+375296254070')).toBe(hash);
  expect(keyedHash(key, 'pbx-token', '+375296254070')).not.toBe(hash);
  expect(keyedHash(key, 'phone', '+375296254071')).not.toBe(hash);
  expect(keyedHash(Buffer.alloc(32, 8), 'phone', '+375296254070')).not.toBe(hash);
});
