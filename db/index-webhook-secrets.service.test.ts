import type pg from 'pg';
import { beforeEach, expect, it } from 'vitest';
import { readEnterpriseFile } from '../domain/enterprise.ts';
import { createSecrets } from '../platform/secrets.ts';
import { withTestPool } from '../tests/harness/test-pool.ts';
import { waitFor } from '../tests/support/wait-for.ts';
import { createEnterprises, type Enterprises } from './enterprises.ts';
import { loadHashKey } from './hash-key.ts';

const secrets = createSecrets([{ id: 'first', key: Buffer.alloc(32, 1) }]);
let pool: pg.Pool;
let enterprises: Enterprises;

withTestPool(
  async (opened) => {
    pool = opened;
    const hashKey = await loadHashKey(pool, secrets);
    enterprises = createEnterprises({ pool, secrets, hashKey, uonUrl: 'https://api.u-on.ru' });
  },
  { max: 6 },
);
beforeEach(() => pool.query('delete from enterprises; delete from webhook_secrets'));

const stores = (webhook_secret: string) => {
  const uon = { enabled: true, api_key: 'demo-key-0367', webhook_secret };
  return enterprises.apply(
    readEnterpriseFile({ number: '0367', token: 'pbx-token-0367', integrations_config: { uon } }),
  );
};
const [OLD, NEW] = ['the-secret-before-that-one', 'the-secret-that-is-current'];

async function validForEver(): Promise<unknown[]> {
  const { rows } = await pool.query('select secret_hash from webhook_secrets where valid_until is null');
  return rows;
}

it('an enterprise stored before there was an index is found by its secret', async () => {
  await stores(OLD);
  await pool.query('delete from webhook_secrets');
  expect(await enterprises.findByWebhookSecret(OLD)).toBeNull();
  await enterprises.indexWebhookSecrets();
  expect(await enterprises.findByWebhookSecret(OLD)).toMatchObject({ number: '0367' });
});

it('a secret that is stored while the index is made stays the current one', async () => {
  await stores(OLD);
  await pool.query('delete from webhook_secrets');
  const holder = await pool.connect();
  await holder.query('begin; lock table webhook_secrets in access exclusive mode');
  const waiting = async () =>
    Number(
      (
        await holder.query(
          `select count(*) as waiting from pg_locks where relation = 'webhook_secrets'::regclass and not granted`,
        )
      ).rows[0]?.waiting,
    );
  const storing = stores(NEW);
  await waitFor('the one who stores to wait', async () => (await waiting()) === 1);
  const indexing = enterprises.indexWebhookSecrets();
  await waitFor('the index to wait', async () => (await waiting()) === 2);
  await holder.query('commit');
  holder.release();
  await Promise.all([storing, indexing]);
  expect(await enterprises.findByWebhookSecret(NEW)).toMatchObject({ number: '0367' });
  expect(await validForEver()).toHaveLength(1);
  await pool.query(`update webhook_secrets set valid_until = valid_until - interval '25 hours'`);
  expect(await enterprises.findByWebhookSecret(NEW)).toMatchObject({ number: '0367' });
});
