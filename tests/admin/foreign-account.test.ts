import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { addUser, loggedIn, OWNER, type Visitor } from '../support/admin.ts';
import { startSystem, type System, type TestEnterprise } from '../support/system.ts';

const ALL = '/api/admin/enterprises';
const ACCOUNT = { account_id: '67054', subdomain: 'id67054' };
let system: System;
let own: TestEnterprise;
let other: TestEnterprise;
let owner: Visitor;
let administrator: Visitor;
beforeAll(async () => {
  system = await startSystem({ workers: [] });
  own = await system.enterprise({ uon: { subdomain: null } });
  other = await system.enterprise({
    uon: { account_id: '67054', subdomain: null, webhook_ips: ['127.0.0.0/8', '::1/128'] },
  });
  await addUser(system.pool, 'owner@example.com', OWNER);
  await addUser(system.pool, 'administrator@example.com', { role: 'administrator', enterprises: [own.number] });
  owner = await loggedIn(system.url, 'owner@example.com');
  administrator = await loggedIn(system.url, 'administrator@example.com');
});
afterAll(() => system.stop());

const uonOf = z.looseObject({
  settings: z.looseObject({ integrations_config: z.looseObject({ uon: z.looseObject({}) }) }),
  warnings: z.array(z.string()),
});
/** What was stored, with some keys of `uon` changed. */
async function save(who: Visitor, uon: object): Promise<Response> {
  const shown = await who.ask('GET', `${ALL}/${own.number}`);
  const { settings } = uonOf.parse(await shown.json());
  const { integrations_config: config } = settings;
  const body = { ...settings, integrations_config: { ...config, uon: { ...config.uon, ...uon } } };
  return who.ask('PUT', `${ALL}/${own.number}`, body, { 'If-Match': shown.headers.get('etag') ?? '' });
}
const fieldsOf = async (answer: Response) =>
  z
    .object({ errors: z.array(z.object({ field: z.string() })) })
    .parse(await answer.json())
    .errors.map(({ field }) => field.replace('integrations_config.uon.', ''));
const webhook = () => fetch(`${system.url}/uon/webhook?uon_id=67054&type_id=999`, { method: 'POST' });

it('an administrator does not name the account of another enterprise, whose webhooks go on', async () => {
  const refused = await save(administrator, ACCOUNT);
  expect([refused.status, await fieldsOf(refused)]).toEqual([422, ['account_id', 'subdomain']]);
  expect(await fieldsOf(await save(administrator, { subdomain: 'id67054' }))).toEqual(['subdomain']);
  expect((await save(administrator, { account_id: '67055', subdomain: 'id67055' })).status).toBe(200);
  expect((await webhook()).status).toBe(200);
});

it('an owner may name it, is warned, and the other’s senders are heard all the same', async () => {
  const saved = await save(owner, ACCOUNT);
  expect(saved.status).toBe(200);
  expect(uonOf.parse(await saved.json()).warnings).toEqual(
    expect.arrayContaining([expect.stringContaining('is named by another enterprise')]),
  );
  expect((await webhook()).status).toBe(200);
  // What an owner has set does not keep the administrator from changing the rest.
  expect((await save(administrator, { log_calls: false })).status).toBe(200);
});

it('an administrator may name it where the key is the same: one agency has both', async () => {
  expect((await save(owner, { account_id: null, subdomain: null })).status).toBe(200);
  expect((await save(administrator, { ...ACCOUNT, api_key: other.apiKey })).status).toBe(200);
  const { warnings } = uonOf.parse(await (await owner.ask('GET', `${ALL}/${own.number}`)).json());
  expect(warnings.filter((one) => one.includes('another enterprise'))).toEqual([]);
});

it('the secret of its webhooks is chosen by owners only, and a mask leaves it as it is', async () => {
  expect(await fieldsOf(await save(administrator, { webhook_secret: 'short' }))).toEqual(['webhook_secret']);
  expect((await save(owner, { webhook_secret: 'chosen-by-an-owner' })).status).toBe(200);
  expect((await save(administrator, { log_calls: true })).status).toBe(200);
  expect(await fieldsOf(await save(administrator, { webhook_secret: null }))).toEqual(['webhook_secret']);
  expect((await fetch(`${system.url}/uon/webhook/chosen-by-an-owner?type_id=999`, { method: 'POST' })).status).toBe(
    200,
  );
});
