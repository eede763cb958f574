import type pg from 'pg';
import { expect, it } from 'vitest';

import { withTestPool } from '../tests/harness/test-pool.ts';
import { addServiceToken, findServiceToken, listServiceTokens, revokeServiceToken } from './service-tokens.ts';

let pool: pg.Pool;

withTestPool((opened) => void (pool = opened));

async function added(name: string, enterprises: string[] | null): Promise<string> {
  const token = await addServiceToken(pool, name, enterprises);
  if (token === null) throw new Error('the name is taken');
  return token;
}

it('a token is found with its scope until it is revoked, and is another one each time', async () => {
  const [site, all] = [await added('site', ['0367', '0368']), await added('all', null)];
  expect(await findServiceToken(pool, site)).toEqual({ name: 'site', enterprises: ['0367', '0368'] });
  expect(await findServiceToken(pool, all)).toEqual({ name: 'all', enterprises: null });
  expect(await revokeServiceToken(pool, 'site')).toBe(true);
  expect(await findServiceToken(pool, site)).toBeNull();
  expect(await findServiceToken(pool, all)).not.toBeNull();
  expect(await revokeServiceToken(pool, 'site')).toBe(false);
});

it('a name stays that of its first token, though it is revoked', async () => {
  await added('gate', null);
  await revokeServiceToken(pool, 'gate');
  expect(await addServiceToken(pool, 'gate', null)).toBeNull();
  expect((await listServiceTokens(pool)).filter(({ name }) => name === 'gate')).toMatchObject([
    { enterprises: null, revokedAt: expect.any(Date) },
  ]);
});

it('nobody is let in by what is none, nor by the hash that is stored', async () => {
  await added('other', null);
  const { rows } = await pool.query<{ hash: string }>(`select encode(token_hash, 'hex') as hash from service_tokens`);
  const guesses = ['', 'svc_', `svc_${'A'.repeat(43)}`, ...rows.flatMap(({ hash }) => [hash, `svc_${hash}`])];
  for (const guess of guesses) expect(await findServiceToken(pool, guess)).toBeNull();
});

it('the database holds no token in clear', async () => {
  const token = await added('secret', null);
  const { rows } = await pool.query<{ text: string }>('select t::text as text from service_tokens t');
  expect(rows.map(({ text }) => text).join('\n')).not.toContain(token.slice(4));
});
