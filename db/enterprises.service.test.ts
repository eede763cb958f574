import type pg from 'pg';
import { beforeEach, describe, expect, it } from 'vitest';

import { fullFile } from '../domain/enterprise.fixture.ts';
import { EnterpriseFileError, readEnterpriseFile } from '../domain/enterprise.ts';
import { createSecrets } from '../platform/secrets.ts';
import { withTestPool } from '../tests/harness/test-pool.ts';
import { createEnterprises } from './enterprises.ts';
import type { Enterprises } from './enterprises.ts';
import { loadHashKey } from './hash-key.ts';

const first = { id: 'first', key: Buffer.alloc(32, 1) };
const second = { id: 'second', key: Buffer.alloc(32, 2) };
const uonUrl = 'https://api.u-on.ru';

let pool: pg.Pool;
let hashKey: Buffer;
let enterprises: Enterprises;

withTestPool(async (opened) => {
  pool = opened;
  hashKey = await loadHashKey(pool, createSecrets([first]));
  enterprises = createEnterprises({ pool, secrets: createSecrets([first]), hashKey, uonUrl });
});
beforeEach(async () => {
  await pool.query('DELETE FROM enterprises; DELETE FROM webhook_secrets');
});

const key = { enabled: true, api_key: 'demo-key-0367' };

function file(over: Record<string, unknown> = {}, uon: Record<string, unknown> = key) {
  return readEnterpriseFile({ number: '0367', token: 'pbx-token-0367', integrations_config: { uon }, ...over });
}

async function column(name: 'made_fields' | 'integrations_config' | 'updated_at'): Promise<unknown> {
  return (await pool.query(`SELECT ${name} AS value FROM enterprises WHERE number = '0367'`)).rows[0]?.value;
}

async function webhookSecret(): Promise<unknown> {
  const { uon } = (await enterprises.show('0367'))?.file.integrations_config ?? {};
  return uon?.webhook_secret;
}

describe('applying a file', () => {
  it('creates, then finds nothing to change, then replaces all of it', async () => {
    expect(await enterprises.apply(file({ name: 'June' }))).toBe('created');
    const updatedAt = await column('updated_at');
    expect(await enterprises.apply(file({ name: 'June' }))).toBe('unchanged');
    expect(await column('updated_at')).toEqual(updatedAt);
    expect(await enterprises.apply(file({ lines: ['1'] }, { ...key, log_calls: false }))).toBe('updated');
    expect(await enterprises.load('0367')).toMatchObject({
      name: '0367',
      lines: [{ trunk: '1' }],
      uon: { log_calls: false },
    });
    expect(await enterprises.apply(file())).toBe('updated');
    expect(await enterprises.load('0367')).toMatchObject({ lines: [], uon: { log_calls: true } });
  });

  it('creates once when several apply at once', async () => {
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => enterprises.apply(file())));
    expect(outcomes.toSorted()).toEqual(['created', 'unchanged', 'unchanged', 'unchanged', 'unchanged']);
  });

  it('notices a new token and a new key', async () => {
    await enterprises.apply(file());
    expect(await enterprises.apply(file({ token: 'another' }))).toBe('updated');
    expect(await enterprises.apply(file({ token: 'another' }, { ...key, api_key: 'other-key' }))).toBe('updated');
    expect(await enterprises.findByToken('pbx-token-0367')).toBeNull();
    expect(await enterprises.findByToken('another')).toMatchObject({ number: '0367' });
  });

  it('refuses a token that another enterprise has, by the name of the field', async () => {
    await enterprises.apply(file());
    const applied = enterprises.apply(file({ number: '0400' }));
    await expect(applied).rejects.toThrow(EnterpriseFileError);
    await expect(applied).rejects.toThrow(/^token: belongs to another enterprise$/);
    expect(await enterprises.load('0400')).toBeNull();
  });

  it('makes a webhook secret, keeps it, and makes a new one after a file gave its own', async () => {
    await enterprises.apply(file());
    const made = await webhookSecret();
    expect(made).toMatch(/^•{8}.{4}$/);
    await enterprises.apply(file({ name: 'June' }));
    expect(await webhookSecret()).toBe(made);
    await enterprises.apply(file({}, { ...key, webhook_secret: 'given-by-file' }));
    expect(await webhookSecret()).toBe('••••••••file');
    expect(await column('made_fields')).toEqual([]);
    expect(await enterprises.apply(file())).toBe('updated');
    expect(await webhookSecret()).not.toBe('••••••••file');
  });

  it('keeps the webhooks that we made while the file names none', async () => {
    await enterprises.apply(file());
    await pool.query(`UPDATE enterprises SET made_fields = made_fields || '{uon.webhooks}',
      integrations_config = jsonb_set(integrations_config, '{uon,webhooks}', '{"47": "11"}')`);
    expect(await enterprises.apply(file())).toBe('unchanged');
    expect(await enterprises.load('0367')).toMatchObject({ uon: { webhooks: { 47: '11' } } });
    await enterprises.apply(file({}, { ...key, webhooks: { 3: 5 } }));
    expect(await enterprises.load('0367')).toMatchObject({ uon: { webhooks: { 3: '5' } } });
    await enterprises.apply(file());
    expect(await enterprises.load('0367')).toMatchObject({ uon: { webhooks: {} } });
  });

  it('encrypts anew with the current key, and sets a secret whose key is gone', async () => {
    await enterprises.apply(file());
    const rotated = createEnterprises({ pool, secrets: createSecrets([second, first]), hashKey, uonUrl });
    expect(await rotated.apply(file())).toBe('unchanged');
    const onlySecond = createEnterprises({ pool, secrets: createSecrets([second]), hashKey, uonUrl });
    expect(await onlySecond.uonAccess('0367')).toMatchObject({ apiKey: 'demo-key-0367' });
    await expect(enterprises.uonAccess('0367')).rejects.toThrow('the key "second", which SECRETS_KEY does not have');
    expect(await enterprises.apply(file())).toBe('updated');
    expect(await enterprises.uonAccess('0367')).toMatchObject({ apiKey: 'demo-key-0367' });
  });
});

describe('the secrets of an enterprise', () => {
  const secrets = ['pbx-token-0367', 'demo-key-0367', 'given-secret', 'originate-secret', '1:AA-bb_cc'];

  it('are in clear neither in the database, nor in what is shown, listed or loaded', async () => {
    await enterprises.apply(
      readEnterpriseFile({ number: '0367', token: 'pbx-token-0367', integrations_config: fullFile }),
    );
    const { rows } = await pool.query('SELECT * FROM enterprises');
    const seen = [rows, await enterprises.show('0367'), await enterprises.list(), await enterprises.load('0367')];
    for (const secret of secrets) expect(JSON.stringify(seen)).not.toContain(secret);
    expect(await column('integrations_config')).toMatchObject({
      uon: { api_key: expect.stringMatching(/^v1:first:/) },
    });
    expect(await enterprises.load('0367')).not.toHaveProperty('uon.api_key');
  });

  it('are shown masked, in a form that apply refuses by their names', async () => {
    await enterprises.apply(
      readEnterpriseFile({ number: '0367', token: 'pbx-token-0367', integrations_config: fullFile }),
    );
    const shown = (await enterprises.show('0367'))?.file;
    expect(shown).toMatchObject({
      token: '••••••••',
      integrations_config: { uon: { api_key: '••••••••0367' }, telegram: { bot_token: '••••••••' } },
    });
    const again = (): unknown => readEnterpriseFile(JSON.parse(JSON.stringify(shown)));
    expect(again).toThrow(/token: is masked[^]*uon\.api_key: is masked[^]*telegram\.bot_token: is masked/);
  });
});

describe('the U-ON access', () => {
  it('is one account for two enterprises with one key, at the address of each', async () => {
    await enterprises.apply(file());
    await enterprises.apply(
      file({ number: '0400', token: 't2' }, { ...key, api_url: 'http://127.0.0.1:9', body_format: 'form' }),
    );
    const [one, two] = await Promise.all([enterprises.uonAccess('0367'), enterprises.uonAccess('0400')]);
    expect(one).toEqual({
      account: expect.stringMatching(/^[0-9a-f]{16}$/),
      enterprise: '0367',
      apiKey: 'demo-key-0367',
      apiUrl: uonUrl,
      bodyFormat: 'json',
    });
    expect(two).toEqual({ ...one, enterprise: '0400', apiUrl: 'http://127.0.0.1:9', bodyFormat: 'form' });
  });

  it('is not there without a key, switched off, or for an unknown enterprise', async () => {
    await enterprises.apply(file({}, { enabled: true }));
    expect(await enterprises.uonAccess('0367')).toBeNull();
    await enterprises.apply(file({}, { ...key, enabled: false }));
    expect(await enterprises.uonAccess('0367')).toBeNull();
    expect(await enterprises.uonAccess('9999')).toBeNull();
  });
});

it('lists what there is in the order of the numbers', async () => {
  await enterprises.apply(file({ number: '0400', token: 't2', name: 'Second' }, {}));
  await enterprises.apply(file({ lines: ['1', '2'] }));
  expect(await enterprises.list()).toMatchObject([
    { number: '0367', lines: 2, uonEnabled: true, hasUonKey: true },
    { number: '0400', name: 'Second', uonEnabled: false, hasUonKey: false },
  ]);
});

it('finds no enterprise by an unknown token or an unknown number', async () => {
  expect(await enterprises.findByToken('nobody')).toBeNull();
  expect(await enterprises.load('9999')).toBeNull();
  expect(await enterprises.show('9999')).toBeNull();
});
