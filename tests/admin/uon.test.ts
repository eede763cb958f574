import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CheckAnswer } from '../../api/admin/uon/check-answer.ts';
import type { DirectoriesAnswer, TestPopupAnswer } from '../../api/admin/uon/operations.ts';
import { troubleOf } from '../../db/account-troubles.ts';
import { listen } from '../../platform/listen.ts';
import { addUser, loggedIn, OWNER, type Visitor } from '../support/admin.ts';
import { newPhone } from '../support/call-script.ts';
import { connecting, PUBLIC_URL } from '../support/connecting.ts';
import { withEnterprises } from '../support/enterprises.ts';
import { askedOf } from '../support/internal.ts';
import { startSystem, type System, type TestEnterprise } from '../support/system.ts';
import { waitFor } from '../support/wait-for.ts';

let system: System;
let owner: Visitor;
let strange: Server;
let strangeUrl: string;
beforeAll(async () => {
  system = await startSystem({ more: { PUBLIC_URL } });
  await addUser(system.pool, 'owner@example.com', OWNER);
  owner = await loggedIn(system.url, 'owner@example.com');
  // What stands in the way of U-ON, and is not U-ON.
  strange = createServer((_request, response) => void response.end('<html>Добро пожаловать</html>'));
  strangeUrl = `http://127.0.0.1:${await listen(strange, 0)}`;
});
afterAll(async () => {
  strange.close();
  await system.stop();
});

const place = ({ number }: TestEnterprise) => `/api/admin/enterprises/${number}/uon`;
const { standing, looked, expectConnected, apply } = connecting(() => system);

async function said<T>(answer: Promise<Response>): Promise<T> {
  const { status, ...rest } = await answer.then(async (one) => ({ status: one.status, text: await one.text() }));
  expect([status, rest.text]).toEqual([200, rest.text]);
  return JSON.parse(rest.text) as T;
}
const lists = (of: TestEnterprise, query = '') =>
  said<DirectoriesAnswer>(owner.ask('GET', `${place(of)}/directories${query}`));
const check = (of: TestEnterprise, phone?: string) =>
  said<CheckAnswer>(owner.ask('POST', `${place(of)}/check`, phone === undefined ? {} : { phone }));
const popup = (of: TestEnterprise, manager_id: string) =>
  said<TestPopupAnswer>(owner.ask('POST', `${place(of)}/test-popup`, { manager_id }));
const codes = ({ ping, key, limits, search }: CheckAnswer) => [ping, key, limits, search].map(({ code }) => code);
const client = (u_id: number, phone: string, more: object = {}) => ({
  ...{ u_id, u_surname: 'Юонова', u_name: 'Юлия', u_phone: `+${phone}`, manager_id: 4 },
  ...more,
});
const troubleIn = async (of: TestEnterprise) => {
  const known = await withEnterprises(system.env, (enterprises) => enterprises.withKey(of.number));
  return troubleOf(system.pool, known?.access?.account ?? '');
};

describe('lists', () => {
  it('are those that were read last, and are read anew where that is wanted, also while U-ON is switched off', async () => {
    const managers = [
      { u_id: 9, u_name: 'Ян', u_surname: 'Яковлев', ip_internal_number: '109' },
      { u_id: 2, u_name: 'Анна', active: 0 as const },
    ];
    const of = await system.enterprise({ seed: { managers }, uon: { enabled: false } });
    expect(await lists(of)).toEqual({
      ...{ statuses: [], managers: [], fetched_at: null, stale: false },
      problem: { code: 'not-read', message: null },
    });
    expect(askedOf(system, of, 'manager')).toBe(0);
    const fresh = await lists(of, '?fresh=true');
    expect(fresh).toMatchObject({
      ...{ fetched_at: expect.stringMatching(/^20/), stale: false, problem: null },
      managers: [
        { id: '2', name: 'Анна', extensions: [], is_active: false, state: 'free' },
        { id: '9', name: 'Яковлев Ян', extensions: ['109'], is_active: true },
      ],
    });
    expect(fresh.statuses.map(({ id, is_archive }) => [id, is_archive])).toEqual([
      ...[1, 3, 5].map((id) => [String(id), false]),
      ...[6, 7].map((id) => [String(id), true]),
      ...[22, 33].map((id) => [String(id), false]),
    ]);
    expect(fresh.statuses[3]?.name).toBe('Лид → Заявка');
    expect(await lists(of)).toEqual(fresh);
    expect(askedOf(system, of, 'manager')).toBe(1);
  });

  it('are those of before, marked stale, where U-ON refuses the key or fails', async () => {
    const of = await system.enterprise({ uon: { enabled: false } });
    const { fetched_at } = await lists(of, '?fresh=true');
    system.uon.faults.add({ apiKey: of.apiKey, route: 'manager', kind: '5xx' });
    expect(await lists(of, '?fresh=true')).toMatchObject({ stale: true, problem: { code: 'server-error' } });
    await apply(of, {});
    await looked(of);
    const id = system.uon.faults.add({ apiKey: of.apiKey, kind: '403', times: Infinity });
    const refused = await lists(of, '?fresh=true');
    expect(refused).toMatchObject({ stale: true, problem: { code: 'key-refused', message: expect.any(String) } });
    expect(Date.parse(refused.fetched_at ?? '')).toBeGreaterThanOrEqual(Date.parse(fetched_at ?? ''));
    expect(refused.managers).toHaveLength(4);
    // Nobody asks while it is stopped, and that is told.
    expect(await lists(of)).toMatchObject({ stale: true, problem: { code: 'key-refused' } });
    system.uon.faults.remove(id);
  });

  it('are asked for once, though several ask at once', async () => {
    const of = await system.enterprise({ uon: { enabled: false } });
    system.uon.faults.add({ apiKey: of.apiKey, kind: 'slow', delayMs: 500, times: 2 });
    await Promise.all(Array.from({ length: 4 }, () => lists(of, '?fresh=true')));
    expect([askedOf(system, of, 'manager'), askedOf(system, of, 'status_lead')]).toEqual([1, 1]);
  });
});

describe('a check', () => {
  it('shows that address, key and limits are well, what was sent, what came and what is read in it; no key', async () => {
    const phone = newPhone();
    const of = await system.enterprise({ seed: { clients: [client(5, phone)] } });
    const found = await check(of, `+${phone}`);
    expect(codes(found)).toEqual(['answers', 'accepted', 'free', 'one-client']);
    expect(found).toMatchObject({
      took_ms: expect.any(Number),
      ping: { state: 'ok', facts: { host: new URL(system.uon.url).host, http_status: 403, certificate_until: null } },
      key: { state: 'ok', facts: { http_status: 200, message: null, is_released: false } },
      limits: { state: 'ok', facts: { our_per_second: 8, uon_per_second: 10, held_until: null, headers: {} } },
      search: {
        state: 'ok',
        facts: {
          sent: { method: 'GET', path: `/[key]/user/phone/${phone}.json` },
          raw: { http_status: 200, text: expect.stringContaining('Юонова'), is_cut: false },
          read: { chosen_id: '5', clients: [{ id: '5', surname: 'Юонова', phones: [phone], manager_id: '4' }] },
        },
      },
    });
    expect(found.limits.facts.used_last_second).toBeGreaterThan(0);
    expect(JSON.stringify(found)).not.toContain(of.apiKey);
  });

  it('shows several clients with the one that counts, that there is none, and that none was looked for', async () => {
    const phone = newPhone();
    const clients = [client(8, phone, { active: 0 }), client(6, phone), client(7, phone)];
    const of = await system.enterprise({ seed: { clients } });
    const several = await check(of, phone);
    expect(several.search).toMatchObject({ code: 'several-clients', facts: { read: { chosen_id: '6' } } });
    expect(several.search.facts.read?.clients.map(({ id, is_active }) => [id, is_active])).toEqual([
      ['8', false],
      ['6', true],
      ['7', true],
    ]);
    const none = await check(of, newPhone());
    expect(none.search).toMatchObject({
      code: 'no-client',
      facts: { raw: { http_status: 404, text: '{"result":404}' }, read: { clients: [], chosen_id: null } },
    });
    expect((await check(of)).search).toMatchObject({ state: 'skipped', code: 'no-phone', facts: { sent: null } });
  });

  it('hides the key that U-ON says in its answer, and cuts what is long', async () => {
    const phone = newPhone();
    const of = await system.enterprise();
    system.uon.setAccount(of.apiKey, {
      clients: [client(5, phone, { u_name: of.apiKey, u_company: 'я'.repeat(30_000) })],
    });
    const { raw } = (await check(of, phone)).search.facts;
    expect([raw?.is_cut, raw?.text.length]).toEqual([true, 20_000]);
    expect(raw?.text).toContain('"u_name":"[key]"');
    expect(JSON.stringify(raw)).not.toContain(of.apiKey);
  });

  it('shows a key that is refused; once it is taken again, so is the account, and the connection stands', async () => {
    const of = await system.enterprise();
    await expectConnected(of);
    const id = system.uon.faults.add({ apiKey: of.apiKey, kind: '403', times: Infinity });
    for (let n = 0; n < 2; n += 1) {
      const refused = await check(of, newPhone());
      expect(codes(refused)).toEqual(['answers', 'key-refused', 'stopped', 'not-asked']);
      expect(refused.key.facts).toMatchObject({
        http_status: 403,
        message: expect.stringContaining('API key is wrong'),
      });
    }
    expect(await troubleIn(of)).toBe('stopped');
    system.uon.faults.remove(id);
    const mended = await check(of);
    expect(codes(mended)).toEqual(['answers', 'accepted', 'free', 'no-phone']);
    expect(mended.key.facts.is_released).toBe(true);
    expect(await troubleIn(of)).toBeNull();
    await expectConnected(of);
  });

  it('leaves nothing stopped of an account that nobody uses', async () => {
    const of = await system.enterprise({ uon: { enabled: false } });
    system.uon.faults.add({ apiKey: of.apiKey, kind: '403' });
    expect((await check(of)).key.code).toBe('key-refused');
    expect(await troubleIn(of)).toBeNull();
    expect(codes(await check(of))).toEqual(['answers', 'accepted', 'free', 'no-phone']);
  });

  it('asks an account that is left alone since U-ON did not answer, and ends that', async () => {
    const of = await system.enterprise({ uon: { enabled: false } });
    system.uon.faults.add({ apiKey: of.apiKey, kind: '5xx', times: 5 });
    for (let n = 0; n < 5; n += 1) expect((await check(of)).key.code).toBe('server-error');
    expect(await troubleIn(of)).toBe('paused');
    expect((await check(of)).key).toMatchObject({ code: 'accepted', facts: { is_released: true } });
    expect(await troubleIn(of)).toBeNull();
  });

  it('says how the search failed where the key is taken', async () => {
    const of = await system.enterprise();
    const phone = newPhone();
    const fault = (kind: '5xx' | 'refused' | '429' | 'reset') =>
      system.uon.faults.add({ apiKey: of.apiKey, route: 'user/phone', kind });
    fault('5xx');
    expect((await check(of, phone)).search).toMatchObject({
      ...{ state: 'failed', code: 'server-error' },
      facts: { raw: { http_status: 500, text: expect.stringContaining('<h1>500') }, read: null },
    });
    fault('refused');
    expect((await check(of, phone)).search.code).toBe('refused');
    fault('reset');
    expect((await check(of, phone)).search).toMatchObject({ code: 'no-answer', facts: { raw: null } });
    fault('429');
    expect((await check(of, phone)).search.code).toBe('rate-limited');
  });

  it('says that something else than U-ON answers, that nothing does, and that there is no such name', async () => {
    const agency = (api_url: string) => system.enterprise({ uon: { enabled: false, api_url } });
    const other = await check(await agency(strangeUrl));
    expect(codes(other)).toEqual(['answers', 'not-readable', 'free', 'no-phone']);
    const away = await check(await agency('http://127.0.0.1:9'), newPhone());
    expect(codes(away)).toEqual(['not-reached', 'not-asked', 'free', 'not-asked']);
    expect(away.ping.facts).toMatchObject({ host: '127.0.0.1:9', network: 'ECONNREFUSED' });
    const nowhere = await check(await agency('https://no-such-name.invalid'));
    expect(['name-unknown', 'not-reached']).toContain(nowhere.ping.code);
  });

  it('answers within 15 seconds though U-ON says nothing', async () => {
    const of = await system.enterprise({ uon: { enabled: false } });
    const id = system.uon.faults.add({ apiKey: of.apiKey, kind: 'timeout', times: Infinity });
    const slow = await check(of, newPhone());
    expect(codes(slow)).toEqual(['answers', 'no-answer', 'free', 'not-asked']);
    expect(slow.took_ms).toBeLessThan(15_000);
    system.uon.faults.remove(id);
  });
});

describe('a test popup', () => {
  it('is shown to the manager once, marked as a test', async () => {
    const of = await system.enterprise({ uon: { enabled: false } });
    await lists(of, '?fresh=true');
    expect(await popup(of, '4')).toMatchObject({ result: 'sent', code: 'sent', message: null });
    expect(system.uon.account(of.apiKey).notifications).toMatchObject([
      { manager_id: 4, text: expect.stringContaining('Проверка связи') },
    ]);
  });

  it('is not sent to who is in no list, and not twice where U-ON did not say', async () => {
    const of = await system.enterprise({ uon: { enabled: false } });
    await lists(of, '?fresh=true');
    expect(await popup(of, '77')).toEqual({ result: 'failed', code: 'manager-unknown', message: null, took_ms: 0 });
    system.uon.faults.add({ apiKey: of.apiKey, route: 'notification/create', kind: '5xx', when: 'after' });
    expect(await popup(of, '4')).toMatchObject({ result: 'failed', code: 'maybe-sent' });
    system.uon.faults.add({ apiKey: of.apiKey, route: 'notification/create', kind: '403' });
    expect(await popup(of, '4')).toMatchObject({ result: 'failed', code: 'key-refused' });
    expect(system.uon.account(of.apiKey).notifications).toHaveLength(1);
  });

  it('says that the key is refused where no list could be read, and reads it where nobody has', async () => {
    const of = await system.enterprise({ uon: { enabled: false } });
    const id = system.uon.faults.add({ apiKey: of.apiKey, kind: '403', times: Infinity });
    expect(await popup(of, '4')).toMatchObject({
      ...{ result: 'failed', code: 'key-refused', message: expect.stringContaining('API key is wrong') },
    });
    system.uon.faults.remove(id);
    expect(await popup(of, '77')).toMatchObject({ code: 'manager-unknown' });
    expect(await popup(of, '4')).toMatchObject({ code: 'sent' });
    expect(askedOf(system, of, 'notification/create')).toBe(1);
  });

  it('is not shown again and again', async () => {
    const of = await system.enterprise({ uon: { enabled: false } });
    await lists(of, '?fresh=true');
    const ask = () => owner.ask('POST', `${place(of)}/test-popup`, { manager_id: '2' });
    const answers = await Promise.all(Array.from({ length: 6 }, ask));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 200, 200, 200, 429]);
    expect(answers.find(({ status }) => status === 429)?.headers.get('Retry-After')).toBe('10');
  });
});

describe('webhooks', () => {
  it('are registered anew where somebody deleted them in U-ON, and those too many go', async () => {
    const of = await system.enterprise();
    await expectConnected(of);
    const [first, second] = standing(of);
    if (!first || !second) throw new Error('there are three');
    standing(of).splice(0, 3, second, { ...second, id: 900 });
    const answer = await owner.ask('POST', `${place(of)}/webhooks`);
    expect([answer.status, await answer.json()]).toEqual([202, { accepted: true }]);
    await expectConnected(of);
  });

  it('are none where no key is stored, as nothing else is asked then', async () => {
    const of = await system.enterprise({ uon: { enabled: false, api_key: undefined } });
    for (const asked of ['webhooks', 'check', 'test-popup'] as const) {
      const answer = await owner.ask('POST', `${place(of)}/${asked}`, { manager_id: '4' });
      expect([answer.status, await answer.json()]).toMatchObject([
        409,
        { detail: expect.stringContaining('No key of U-ON is stored') },
      ]);
    }
  });

  it('are, though the key had been refused', async () => {
    const of = await system.enterprise();
    system.uon.faults.add({ apiKey: of.apiKey, kind: '403' });
    await waitFor('the refusal', async () => (await looked(of)).state === 'failed' || (await troubleIn(of)) === null);
    await owner.ask('POST', `${place(of)}/webhooks`);
    await expectConnected(of);
  });
});

it('takes an administrator of the enterprise; a reader sees the lists that are kept', async () => {
  const of = await system.enterprise({ uon: { enabled: false } });
  const mine = { role: 'administrator', enterprises: [of.number] } as const;
  await addUser(system.pool, 'reader@example.com', { ...mine, role: 'reader' });
  await addUser(system.pool, 'administrator@example.com', mine);
  await addUser(system.pool, 'another@example.com', { ...mine, enterprises: ['another'] });
  const asks = [
    ['GET', 'directories'],
    ['GET', 'directories?fresh=true'],
    ['POST', 'check', {}],
    ['POST', 'test-popup', { manager_id: '4' }],
    ['POST', 'webhooks'],
  ] as const;
  const statuses = async (email: string) => {
    const who = await loggedIn(system.url, email);
    const answers: number[] = [];
    for (const [method, path, body] of asks) answers.push((await who.ask(method, `${place(of)}/${path}`, body)).status);
    return answers;
  };
  expect(await statuses('reader@example.com')).toEqual([200, 403, 403, 403, 403]);
  expect(await statuses('another@example.com')).toEqual([403, 403, 403, 403, 403]);
  expect(await statuses('administrator@example.com')).toEqual([200, 200, 200, 200, 202]);
  const { rows } = await system.pool.query(
    'select actor, action, details from admin_audit where subject = $1 order by id',
    [of.number],
  );
  const actor = 'administrator@example.com';
  expect(rows).toEqual([
    { actor, action: 'uon-lists-read', details: { outcome: 'read' } },
    {
      ...{ actor, action: 'uon-checked' },
      details: { ping: 'answers', key: 'accepted', limits: 'free', search: 'no-phone' },
    },
    { actor, action: 'test-popup-sent', details: { manager: '4', outcome: 'sent' } },
    { actor, action: 'webhooks-registered', details: {} },
  ]);
});

it('names what is wrong, and says where there is no key', async () => {
  const of = await system.enterprise({ uon: { enabled: false, api_key: null } });
  expect((await owner.ask('POST', `${place(of)}/check`, {})).status).toBe(409);
  expect(await lists(of)).toMatchObject({ problem: { code: 'no-key' }, stale: false });
  const withKey = await system.enterprise({ uon: { enabled: false } });
  for (const [path, body, field] of [
    ['check', { phone: '12' }, 'phone'],
    ['test-popup', { manager_id: 4 }, 'manager_id'],
  ] as const) {
    const answer = await owner.ask('POST', `${place(withKey)}/${path}`, body);
    expect([answer.status, await answer.json()]).toMatchObject([422, { errors: [{ field }] }]);
  }
  expect((await owner.ask('POST', `/api/admin/enterprises/nobody/uon/check`, {})).status).toBe(404);
});
