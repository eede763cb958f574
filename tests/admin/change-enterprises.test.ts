import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { addUser, loggedIn, OWNER, type Visitor } from '../support/admin.ts';
import { startSystem, type System, type TestEnterprise } from '../support/system.ts';

const ALL = '/api/admin/enterprises';
let system: System;
let own: TestEnterprise;
let owner: Visitor;
let administrator: Visitor;
let reader: Visitor;
beforeAll(async () => {
  system = await startSystem({ workers: [] });
  own = await system.enterprise({
    uon: { originate_url: 'http://127.0.0.1:8018/call', originate_secret: 'secret-of-pbx' },
  });
  await addUser(system.pool, 'owner@example.com', OWNER);
  await addUser(system.pool, 'administrator@example.com', { role: 'administrator', enterprises: [own.number] });
  await addUser(system.pool, 'reader@example.com', { role: 'reader', enterprises: null });
  owner = await loggedIn(system.url, 'owner@example.com');
  administrator = await loggedIn(system.url, 'administrator@example.com');
  reader = await loggedIn(system.url, 'reader@example.com');
});
afterAll(() => system.stop());

const shownSchema = z.looseObject({
  settings: z.looseObject({ integrations_config: z.looseObject({ uon: z.looseObject({}) }) }),
});
async function read(who: Visitor, number = own.number) {
  const answer = await who.ask('GET', `${ALL}/${number}`);
  const { settings } = shownSchema.parse(await answer.json());
  return { settings, ifMatch: { 'If-Match': answer.headers.get('etag') ?? '' } };
}
const withUon = (settings: z.output<typeof shownSchema>['settings'], uon: object) => ({
  ...settings,
  integrations_config: { ...settings.integrations_config, uon: { ...settings.integrations_config.uon, ...uon } },
});
const save = (who: Visitor, body: object, ifMatch: Record<string, string> = {}, number = own.number) =>
  who.ask('PUT', `${ALL}/${number}`, body, ifMatch);
const fieldsOf = async (answer: Response) =>
  z
    .object({ errors: z.array(z.object({ field: z.string() })) })
    .parse(await answer.json())
    .errors.map(({ field }) => field);
const startOf = (token: string, id: string) =>
  system.post({ ...own, token }, 'start', { UniqueId: id, Phone: '375291112233', CallType: 0, Trunk: '1' });
const audit = async () => {
  const answer = await (await owner.ask('GET', '/api/admin/audit')).text();
  return {
    text: answer,
    of: z.object({ entries: z.array(z.looseObject({ details: z.unknown() })) }).parse(JSON.parse(answer)),
  };
};

describe('settings', () => {
  it('are sent back as they were shown, and secrets stay', async () => {
    const { settings, ifMatch } = await read(administrator);
    const lines = [{ trunk: '1', name: 'Основная', phone: '80171112233' }];
    const saved = await save(administrator, { ...withUon(settings, { log_calls: false }), lines }, ifMatch);
    expect([saved.status, saved.headers.get('etag')]).toEqual([200, expect.not.stringMatching(ifMatch['If-Match'])]);
    expect(await saved.json()).toMatchObject({
      outcome: 'updated',
      settings: { lines: [{ phone: '+375171112233' }], integrations_config: { uon: { log_calls: false } } },
      connection: { pending: true },
    });
    expect((await startOf(own.token, '1.1')).status).toBe(202);
    const { text, of } = await audit();
    expect(of.entries[0]).toMatchObject({
      ...{ action: 'enterprise-changed', actor: 'administrator@example.com', subject: own.number },
      details: { changed: ['lines', 'uon.log_calls'] },
    });
    for (const secret of [own.token, own.apiKey, 'secret-of-pbx']) expect(text).not.toContain(secret);
  });

  it('need `If-Match`, and one who read them before another changed them overwrites nothing', async () => {
    const { settings, ifMatch } = await read(administrator);
    expect((await save(administrator, settings)).status).toBe(428);
    expect((await save(owner, { ...settings, name: 'Первое' }, ifMatch)).status).toBe(200);
    expect((await save(administrator, { ...settings, name: 'Второе' }, ifMatch)).status).toBe(412);
    expect((await administrator.ask('POST', `${ALL}/${own.number}/token`, undefined, ifMatch)).status).toBe(412);
    expect((await owner.ask('DELETE', `${ALL}/${own.number}`, undefined, ifMatch)).status).toBe(412);
    expect((await read(reader)).settings).toMatchObject({ name: 'Первое' });
  });

  it('of two who save at once one is told', async () => {
    const { settings, ifMatch } = await read(administrator);
    const both = await Promise.all(['А', 'Б'].map((name) => save(administrator, { ...settings, name }, ifMatch)));
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 412]);
  });

  it.each<[string, object, string[]]>([
    ['api_url', { api_url: 'https://elsewhere.example' }, ['api_key', 'api_url']],
    ['originate_url', { originate_url: 'http://10.0.0.1/', originate_secret: 'new' }, ['originate_url']],
    ['no originate_url', { originate_url: null, originate_secret: null }, ['originate_url']],
  ])('that our servers ask are changed by owners only: %s', async (_name, uon, fields) => {
    const { settings, ifMatch } = await read(administrator);
    const refused = await save(administrator, withUon(settings, uon), ifMatch);
    expect(refused.status).toBe(422);
    expect(await fieldsOf(refused)).toEqual(fields.map((field) => `integrations_config.uon.${field}`));
    const given = 'api_url' in uon ? { ...uon, api_key: own.apiKey } : uon;
    expect((await save(owner, withUon(settings, given), ifMatch)).status).toBe(200);
    const now = await read(owner);
    expect(
      (await save(owner, withUon(settings, { api_key: own.apiKey, originate_secret: 'x' }), now.ifMatch)).status,
    ).toBe(200);
  });

  it('have a number and a token that their administrator can’t choose, and each mistake at its field', async () => {
    const { settings, ifMatch } = await read(administrator);
    const number = await save(administrator, { ...settings, number: '999' }, ifMatch);
    expect([number.status, await fieldsOf(number)]).toEqual([422, ['number']]);
    const token = await save(administrator, { ...settings, token: 'chosen' }, ifMatch);
    expect([token.status, await fieldsOf(token)]).toEqual([422, ['token']]);
    const lines = [{ trunk: '1', phone: '12' }, { trunk: '1' }];
    expect(await fieldsOf(await save(administrator, { ...settings, lines }, ifMatch))).toEqual([
      'lines[0].phone',
      'lines[1].trunk',
    ]);
  });

  it('are changed by no reader, who sees nothing of secrets either', async () => {
    const { settings, ifMatch } = await read(reader);
    expect(settings.integrations_config.uon).toMatchObject({ api_key: '••••••••' });
    expect((await read(administrator)).settings.integrations_config.uon).toMatchObject({
      api_key: `••••••••${own.apiKey.slice(-4)}`,
    });
    expect((await save(reader, settings, ifMatch)).status).toBe(403);
    expect((await reader.ask('POST', `${ALL}/${own.number}/token`, undefined, ifMatch)).status).toBe(403);
  });
});

it('an enterprise is added by owners, whose PBX is let in by the token that was made, and removed again', async () => {
  const wanted = { number: '0401', name: 'Июль', timezone: 'Europe/Moscow', country: 'RU' };
  expect((await administrator.ask('POST', ALL, wanted)).status).toBe(403);
  expect(await fieldsOf(await owner.ask('POST', ALL, { ...wanted, number: '04 01', timezone: 'Mars' }))).toEqual([
    'number',
    'timezone',
  ]);
  const added = await owner.ask('POST', ALL, wanted);
  expect(added.status).toBe(201);
  const { token } = z.object({ token: z.string().length(48) }).parse(await added.json());
  expect((await owner.ask('POST', ALL, wanted)).status).toBe(409);
  expect((await startOf(token, '2.1')).status).toBe(202);
  const ifMatch = { 'If-Match': added.headers.get('etag') ?? '' };
  expect((await administrator.ask('DELETE', `${ALL}/0401`, undefined, ifMatch)).status).toBe(403);
  expect((await owner.ask('DELETE', `${ALL}/0401`)).status).toBe(428);
  expect((await owner.ask('DELETE', `${ALL}/0401`, undefined, ifMatch)).status).toBe(204);
  expect((await owner.ask('DELETE', `${ALL}/0401`, undefined, ifMatch)).status).toBe(404);
  expect((await save(owner, { ...wanted, token: 'x' }, ifMatch, '0401')).status).toBe(404);
  expect((await startOf(token, '2.2')).status).toBe(401);
});

it('another token stops the old one at once, and is shown this once', async () => {
  const { settings, ifMatch } = await read(administrator);
  expect((await administrator.ask('POST', `${ALL}/${own.number}/token`)).status).toBe(428);
  const made = await administrator.ask('POST', `${ALL}/${own.number}/token`, undefined, ifMatch);
  const { token } = z.object({ token: z.string().length(48) }).parse(await made.json());
  expect((await startOf(own.token, '3.1')).status).toBe(401);
  expect((await startOf(token, '3.2')).status).toBe(202);
  const edition = { 'If-Match': made.headers.get('etag') ?? '' };
  expect((await save(administrator, settings, ifMatch)).status).toBe(412);
  expect((await save(administrator, settings, edition)).status).toBe(200);
  expect((await startOf(token, '3.3')).status).toBe(202);
  const { text } = await audit();
  for (const action of ['enterprise-added', 'enterprise-removed', 'pbx-token-changed']) expect(text).toContain(action);
  expect(text).not.toContain(token);
});
