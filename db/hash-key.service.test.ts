import type pg from 'pg';
import { beforeEach, expect, it } from 'vitest';

import { createSecrets, SecretsError } from '../platform/secrets.ts';
import { withTestPool } from '../tests/harness/test-pool.ts';
import { loadHashKey } from './hash-key.ts';

const first = { id: 'first', key: Buffer.alloc(32, 1) };
const second = { id: 'second', key: Buffer.alloc(32, 2) };

let pool: pg.Pool;

withTestPool((opened) => void (pool = opened));
beforeEach(async () => {
  await pool.query('DELETE FROM hash_key');
});

it('is one key for all who start at once and for those who come later', async () => {
  const secrets = createSecrets([first]);
  const keys = await Promise.all(Array.from({ length: 8 }, () => loadHashKey(pool, secrets)));
  keys.push(await loadHashKey(pool, secrets));
  expect(keys[0]).toHaveLength(32);
  expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(1);
});

it('survives a rotation of SECRETS_KEY and then needs the old one no more', async () => {
  const made = await loadHashKey(pool, createSecrets([first]));
  expect(await loadHashKey(pool, createSecrets([second, first]))).toEqual(made);
  expect(await loadHashKey(pool, createSecrets([second]))).toEqual(made);
});

it('is not in the database in clear and refuses a wrong SECRETS_KEY', async () => {
  const made = await loadHashKey(pool, createSecrets([first]));
  const { rows } = await pool.query('SELECT * FROM hash_key');
  expect(JSON.stringify(rows)).not.toContain(made.toString('hex'));
  await expect(loadHashKey(pool, createSecrets([second]))).rejects.toThrow(SecretsError);
});
