import type pg from 'pg';
import { beforeEach, describe, expect, it } from 'vitest';
import { readEnterpriseFile } from '../domain/enterprise.ts';
import { createSecrets } from '../platform/secrets.ts';
import { withTestPool } from '../tests/harness/test-pool.ts';
import { createConnections } from './enterprise-connections.ts';
import { createEnterprises } from './enterprises.ts';
import { loadHashKey } from './hash-key.ts';

const OLD = { id: 'old', key: Buffer.alloc(32, 1) };
const NEW = { id: 'new', key: Buffer.alloc(32, 2) };
const uonUrl = 'https://api.u-on.ru';

let pool: pg.Pool;
let hashKey: Buffer;
withTestPool(async (opened) => {
  pool = opened;
  hashKey = await loadHashKey(pool, createSecrets([OLD]));
});
beforeEach(() => pool.query('delete from enterprises; delete from connections; delete from held_accounts'));

/** What processes with these keys work with. */
function withKeys(...keys: Parameters<typeof createSecrets>[0]) {
  const deps = { pool, secrets: createSecrets(keys), hashKey, uonUrl };
  const connections = createConnections(deps);
  const stores = (api_key: string, more: Record<string, unknown> = {}) =>
    createEnterprises(deps).apply(
      readEnterpriseFile({
        number: '0367',
        token: 'pbx-token-0367',
        integrations_config: { uon: { enabled: true, api_key, ...more } },
      }),
    );
  const wanted = async () => (await connections.now('0367')).wanted?.access.account ?? '';
  return { connections, stores, wanted };
}

const held = async () =>
  (await pool.query(`select account, sealed_key, webhook_ids from held_accounts order by account`)).rows;
const IDS = { standing: { 47: '1', 3: '2', 4: '3' }, leaving: [] };

describe('the key of an account that is held', () => {
  it('is encrypted anew by the first look, and can be read without the older one then', async () => {
    const before = withKeys(OLD);
    await before.stores('key-a');
    await before.connections.hold('0367', await before.wanted());
    const both = withKeys(NEW, OLD);
    await both.stores('key-b');
    await both.connections.now('0367');
    const { held: now } = await withKeys(NEW).connections.now('0367');
    expect(now).toMatchObject([{ access: { apiKey: 'key-a' } }]);
  });

  it('keeps nobody from the account of the settings where it can not be read any more', async () => {
    const before = withKeys(OLD);
    await before.stores('key-a');
    const account = await before.wanted();
    await before.connections.hold('0367', account);
    await withKeys(NEW, OLD).stores('key-b');
    const now = await withKeys(NEW).connections.now('0367');
    expect(now).toMatchObject({ wanted: { access: { apiKey: 'key-b' } }, held: [{ account, access: null }] });
  });

  it('names an account that was held before accounts were told apart', async () => {
    const { connections, stores, wanted } = withKeys(OLD);
    await stores('key-a');
    const account = await wanted();
    await connections.hold('0367', account);
    await connections.note('0367', account, IDS);
    await pool.query(`update held_accounts set account = ''`);
    expect((await connections.now('0367')).held).toMatchObject([{ account, webhookIds: ['2', '3', '1'] }]);
    expect(await held()).toMatchObject([{ account, webhook_ids: ['2', '3', '1'] }]);
  });
});

describe('an account that the settings have left', () => {
  it('is not taken for theirs: nothing is held or shown of it, and its ids are kept to be taken away', async () => {
    const { connections, stores, wanted } = withKeys(OLD);
    await stores('key-a');
    const before = await wanted();
    await connections.hold('0367', before);
    await stores('key-b');
    expect(await connections.hold('0367', before)).toBe(false);
    expect(await connections.note('0367', before, IDS)).toBe(false);
    const now = await connections.now('0367');
    expect(now).toMatchObject({ held: [{ account: before, webhookIds: ['2', '3', '1'] }], named: {} });
  });

  it('is given up after two weeks', async () => {
    const { connections, stores, wanted } = withKeys(OLD);
    await stores('key-a');
    const account = await wanted();
    await connections.hold('0367', account);
    expect(await connections.giveUp('0367', account)).toBe(false);
    await pool.query(`update held_accounts set failing_since = failing_since - interval '13 days 23 hours'`);
    expect(await connections.giveUp('0367', account)).toBe(false);
    await pool.query(`update held_accounts set failing_since = failing_since - interval '2 hours'`);
    expect(await connections.giveUp('0367', account)).toBe(true);
    expect(await held()).toEqual([]);
  });
});

it('what the file names is named; what we noted there is not, in whatever account', async () => {
  const { connections, stores, wanted } = withKeys(OLD);
  await stores('key-a', { webhooks: { 3: '8' } });
  expect((await connections.now('0367')).named).toEqual({ 3: '8' });
  const account = await wanted();
  await connections.hold('0367', account);
  await connections.note('0367', account, IDS);
  expect((await connections.now('0367')).named).toEqual({});
  await stores('key-b', { webhooks: IDS.standing });
  expect((await connections.now('0367')).named).toEqual({});
});
