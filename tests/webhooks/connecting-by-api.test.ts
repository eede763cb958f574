import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { enterpriseAnswer, enterprisesAnswer, savedAnswer } from '../../api/enterprise-answers.ts';
import { addServiceToken } from '../../db/service-tokens.ts';
import { SERVICE_TOKEN, startSystem, type System } from '../support/system.ts';
import { waitFor } from '../support/wait-for.ts';

let system: System;
beforeAll(async () => {
  system = await startSystem({ more: { PUBLIC_URL: 'https://telephony.example', RETRY_TIME_SCALE: '0.1' } });
});
afterAll(() => system.stop());

type Fields = Readonly<Record<string, unknown>>;

/** One agency as an administrator's client sees it. */
function agency(number: string) {
  const key = `key-of-agency-${number}`;
  system.uon.setAccount(key, { managers: [{ u_id: 2, ip_internal_number: '151' }] });
  const file = (uon: Fields = {}, more: Fields = {}) => ({
    ...{ number, token: `pbx-token-of-${number}`, ...more },
    integrations_config: { uon: { enabled: true, api_key: key, subdomain: 'id67054', ...uon } },
  });
  const path = `/internal/enterprises/${number}`;
  return {
    ...{ number, key, path, file },
    put: (body: unknown, headers: Record<string, string> = {}) => ask('PUT', path, { body, headers }),
    get: () => ask('GET', path),
    standing: () => system.uon.account(key).webhooks,
  };
}

async function ask(
  method: string,
  path: string,
  {
    body,
    headers = {},
    token = SERVICE_TOKEN,
  }: { body?: unknown; headers?: Record<string, string>; token?: string } = {},
) {
  const answer = await fetch(system.url + path, {
    method,
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', ...headers },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  return {
    status: answer.status,
    etag: answer.headers.get('ETag') ?? '',
    body: text === '' ? null : parsed(text),
    text,
  };
}

const parsed = (text: string): unknown => JSON.parse(text);
const problem = z.object({ detail: z.string(), errors: z.array(z.object({ field: z.string(), message: z.string() })) });
const errorsOf = (body: unknown) => problem.parse(body).errors.map(({ field, message }) => `${field}: ${message}`);
const settled = (of: ReturnType<typeof agency>) =>
  waitFor(`the connection of ${of.number}`, async () => {
    const { connection } = enterpriseAnswer.parse((await of.get()).body);
    return !connection.pending && connection;
  });
describe('settings saved through the API', () => {
  it('are answered masked, and connect the enterprise at once', async () => {
    const of = agency('a1');
    const created = await of.put(of.file());
    expect(created.status).toBe(201);
    expect(created.text).not.toMatch(new RegExp(`${of.key}|pbx-token-of`));
    const answer = savedAnswer.parse(created.body);
    expect(answer).toMatchObject({ outcome: 'created', settings: { number: 'a1', token: '••••••••' }, alarms: [] });
    expect(answer.warnings).toEqual(['uon.user_extensions is empty, so no manager gets a popup']);
    const connection = await settled(of);
    expect(connection).toMatchObject({ state: 'connected', problem: null, since: expect.any(String) });
    expect(connection.webhooks).toEqual(
      Object.fromEntries(of.standing().map(({ id, type_id }) => [type_id, String(id)])),
    );
    expect(Object.keys(connection.webhooks)).toEqual(['3', '4', '47']);
    expect((await of.put(of.file())).body).toMatchObject({ outcome: 'unchanged' });
    // It stands as it stood, since then.
    expect((await settled(of)).since).toBe(connection.since);
    expect((await of.put(of.file({ log_calls: false }))).status).toBe(200);
  });

  it('that are read, changed and sent back keep their secrets, the token and what we made', async () => {
    const of = agency('a2');
    await of.put(of.file({ originate_url: 'http://127.0.0.1:1/call', originate_secret: 'a-secret-of-the-pbx' }));
    await settled(of);
    const before = of.standing().map(({ id }) => id);
    const { settings } = enterpriseAnswer.parse((await of.get()).body);
    const saved = await of.put({ ...settings, name: 'Renamed' });
    expect([saved.status, saved.body]).toMatchObject([200, { outcome: 'updated', settings: { name: 'Renamed' } }]);
    expect((await settled(of)).state).toBe('connected');
    const { rows } = await system.pool.query('select made_fields from enterprises where number = $1', [of.number]);
    expect(rows[0]).toMatchObject({ made_fields: expect.arrayContaining(['uon.webhooks', 'uon.webhook_secret']) });
    // The address of the webhooks is the same one, and so are the account and the PBX's token.
    expect(of.standing().map(({ id }) => id)).toEqual(before);
    expect(
      (await ask('POST', '/api/callevent/start', { headers: { Token: 'pbx-token-of-a2' }, body: {} })).status,
    ).toBe(422);
  });

  it.each([
    [
      'a mask of something else',
      { api_key: '••••••••beef' },
      'integrations_config.uon.api_key: is masked: give the value itself',
    ],
    [
      'the key to be sent elsewhere',
      { api_url: 'http://127.0.0.1:9' },
      'integrations_config.uon.api_key: is masked: give the value itself where api_url changes',
    ],
    ['an unknown key', { colour: 1 }, 'integrations_config.uon.colour: unknown key'],
  ])('are refused by the name of the field: %s', async (_what, change, message) => {
    const of = agency('a3');
    await of.put(of.file());
    const { settings } = enterpriseAnswer.parse((await of.get()).body);
    const config = z.object({ uon: z.looseObject({}) }).parse(settings['integrations_config']);
    const sent = { ...settings, integrations_config: { uon: { ...config.uon, ...change } } };
    const refused = await of.put(sent);
    expect([refused.status, errorsOf(refused.body)]).toEqual([422, [message]]);
  });

  it.each([
    ['a mask where nothing is stored', { token: '••••••••' }, 'token: is masked: give the value itself'],
    ['no token', { token: undefined }, 'token: is missing'],
    ['another number', { number: 'b2' }, 'number: must be a4, as in the address'],
    ['what can not be stored', { name: 'a\u0000' }, 'name: must have no NUL and no half of a character'],
  ])('are not stored where there is %s', async (_what, more, message) => {
    const of = agency('a4');
    const refused = await of.put(of.file({}, more));
    expect([refused.status, errorsOf(refused.body)]).toEqual([422, [message]]);
    expect((await of.get()).status).toBe(404);
  });

  it.each(['', '[]', '3', 'null', `${'['.repeat(100_000)}${']'.repeat(100_000)}`])(
    'must be an object (%#)',
    async (body) => {
      expect((await agency('a5').put(body)).status).toBe(422);
    },
  );

  it('with a key that U-ON refuses say where the API is switched on', async () => {
    const of = agency('a6');
    await of.put(of.file({ api_key: 'no-such-key-there' }));
    expect(await settled(of)).toMatchObject({
      state: 'failed',
      problem: expect.stringContaining('Настройки → Интеграции → API'),
    });
    await of.put(of.file());
    expect(await settled(of)).toMatchObject({ state: 'connected', problem: null });
  });

  it('are removed, and with them our webhooks', async () => {
    const of = agency('a7');
    await of.put(of.file());
    await settled(of);
    expect((await ask('DELETE', of.path)).status).toBe(204);
    await waitFor('the webhooks to be gone', () => of.standing().length === 0);
    expect([(await of.get()).status, (await ask('DELETE', of.path)).status]).toEqual([404, 404]);
  });
});

describe('two administrators at once', () => {
  it('do not overwrite each other where they say what they have read', async () => {
    const of = agency('b1');
    expect((await of.put(of.file(), { 'If-Match': '"1"' })).status).toBe(412);
    expect((await of.put(of.file(), { 'If-None-Match': '*' })).status).toBe(201);
    expect((await of.put(of.file(), { 'If-None-Match': '*' })).status).toBe(412);
    await settled(of);
    const { etag } = await of.get();
    const names = ['One', 'Two', 'Three', 'Four', 'Five'];
    const saves = await Promise.all(names.map((name) => of.put(of.file({}, { name }), { 'If-Match': etag })));
    expect(saves.map(({ status }) => status).toSorted()).toEqual([200, 412, 412, 412, 412]);
    expect((await ask('DELETE', of.path, { headers: { 'If-Match': etag } })).status).toBe(412);
    // What is noted of U-ON beside the settings is no change of them.
    await settled(of);
    expect((await of.get()).etag).toBe(saves.find(({ status }) => status === 200)?.etag);
  });

  it('leave one of both whole where they say nothing', async () => {
    const of = agency('b2');
    const saves = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        of.put(of.file({ account_id: String(index) }, { name: `Name ${index}` })),
      ),
    );
    expect(saves.filter(({ status }) => status === 201)).toHaveLength(1);
    const { settings } = enterpriseAnswer.parse((await of.get()).body);
    const { uon } = z.object({ uon: z.looseObject({}) }).parse(settings['integrations_config']);
    expect(settings.name).toBe(`Name ${String(uon['account_id'])}`);
    await settled(of);
    expect(of.standing()).toHaveLength(3);
  });
});

describe('service tokens', () => {
  it('for some enterprises read these, and change none', async () => {
    const [of, other] = [agency('c1'), agency('c2')];
    await Promise.all([of.put(of.file()), other.put(other.file())]);
    const token = (await addServiceToken(system.pool, 'scoped', ['c1'])) ?? '';
    expect((await ask('GET', of.path, { token })).status).toBe(200);
    expect((await ask('GET', other.path, { token })).status).toBe(403);
    const listed = async (as: string) =>
      enterprisesAnswer
        .parse((await ask('GET', '/internal/enterprises', { token: as })).body)
        .enterprises.map(({ number }) => number);
    expect(await listed(token)).toEqual(['c1']);
    expect(await listed(SERVICE_TOKEN)).toEqual(expect.arrayContaining(['c1', 'c2']));
    expect((await ask('PUT', of.path, { token, body: of.file() })).status).toBe(403);
    expect((await ask('DELETE', of.path, { token })).status).toBe(403);
    expect((await ask('GET', of.path, { token: 'wrong' })).status).toBe(401);
  });
});
