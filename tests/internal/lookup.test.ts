import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addServiceToken } from '../../db/service-tokens.ts';
import { newPhone } from '../support/call-script.ts';
import { ageCache, askedOf, askInternal } from '../support/internal.ts';
import { valueOf } from '../support/metric-value.ts';
import { startProcess, type OwnProcess } from '../support/own-process.ts';
import { startSystem, type System, type TestEnterprise } from '../support/system.ts';
import { waitFor } from '../support/wait-for.ts';
import { connected, postJson, webhooksDone } from '../support/webhooks.ts';

let system: System;
let second: OwnProcess;
beforeAll(async () => {
  system = await startSystem();
  second = await startProcess(['workers/api.ts'], { ...system.env, PORT: '0' }, []);
});
afterAll(async () => {
  await second.stop();
  await system.stop();
});

const ask = (path: string, token?: string) => askInternal(system.url, path, token === undefined ? {} : { token });
const byPhone = (of: TestEnterprise, phone: string, more = '') =>
  ask(`/internal/uon/customer-by-phone?enterprise=${of.number}&phone=${encodeURIComponent(phone)}${more}`);
const extensionOf = (of: TestEnterprise, phone: string, more = '') =>
  ask(`/internal/uon/responsible-extension?enterprise=${of.number}&phone=${phone}${more}`);

/** One client with an active and an archived lead and a request. */
const seedOf = (phone: string, more: object = {}) => ({
  clients: [{ u_id: 5, u_surname: 'Юонова', u_name: 'Юлия', u_phone: `+${phone}`, manager_id: 4, ...more }],
  leads: [
    { id: 71, client_id: 5, status_id: 1, source: 'Сайт', dat: '2025-09-02 10:00:00' },
    { id: 70, client_id: 5, status_id: 7, manager_id: 2 },
  ],
  requests: [{ id: 90, client_id: 5, status_id: 2, status: 'Оплачена' }],
});
const agency = (phone: string, uon: Record<string, unknown> = {}) => system.enterprise({ seed: seedOf(phone), uon });

describe.concurrent('the client under a number', () => {
  it('is told with manager and leads, by U-ON at first and then without asking it, on both routes', async () => {
    const phone = newPhone();
    const of = await agency(phone);
    const first = await byPhone(of, `+${phone}`);
    expect([first.status, first.body]).toEqual([
      200,
      {
        client_id: '5',
        name: 'Юонова Юлия',
        company: null,
        type: 'person',
        manager: { id: '4', name: expect.toBeOneOf([null, 'Менеджер 4']) },
        leads: [
          {
            ...{ id: '71', status_id: '1', status: expect.any(String), manager_id: null },
            ...{ created_at: expect.stringMatching(/^2025-09-02 10:00/), archived: false, source: 'Сайт' },
          },
          expect.objectContaining({ id: '70', archived: true, manager_id: '2' }),
        ],
        requests: [],
        source: 'uon',
      },
    ]);
    const path = `/customer-profile/${of.number}`;
    const forms = [`+${phone}`, `%2B${phone}`, phone, `80${phone.slice(3)}`, `00${phone}`];
    for (const form of forms)
      expect((await ask(`${path}/${form}`)).body).toMatchObject({ client_id: '5', source: 'cache' });
    const blank = await ask(`/internal/uon/customer-by-phone?enterprise=${of.number}&phone=+${phone}`);
    expect(blank.body).toMatchObject({ client_id: '5', source: 'cache' });
    expect([askedOf(system, of, 'user/phone'), askedOf(system, of, 'lead-by-client')]).toEqual([1, 1]);
  });

  it('is told with requests where they are asked for, which costs one request more', async () => {
    const phone = newPhone();
    const of = await agency(phone);
    await byPhone(of, phone);
    for (const source of ['uon', 'cache'])
      expect((await byPhone(of, phone, '&requests=true')).body).toMatchObject({
        requests: [{ id: '90', status: 'Оплачена', status_id: '2' }],
        source,
      });
    const routes = ['user/phone', 'lead-by-client', 'request-by-client'];
    expect(routes.map((route) => askedOf(system, of, route))).toEqual([1, 1, 1]);
  });

  it('is asked for once, though 50 ask two API processes at once', async () => {
    const phone = newPhone();
    const of = await agency(phone);
    const path = `/customer-profile/${of.number}/${phone}`;
    const urls = Array.from({ length: 50 }, (_, n) => (n % 2 === 0 ? system.url : (second.url ?? '')));
    const answers = await Promise.all(urls.map((url) => askInternal(url, path)));
    for (const { status, body } of answers) expect([status, body]).toMatchObject([200, { client_id: '5' }]);
    expect([askedOf(system, of, 'user/phone'), askedOf(system, of, 'lead-by-client')]).toEqual([1, 1]);
  });

  it('is 404 where there is none, and U-ON is not asked again until that is too old', async () => {
    const of = await system.enterprise();
    const phone = newPhone();
    for (let n = 0; n < 3; n += 1) expect((await byPhone(of, phone)).status).toBe(404);
    expect(askedOf(system, of, 'user/phone')).toBe(1);
    await ageCache(system, of, 91);
    expect((await byPhone(of, phone)).status).toBe(404);
    expect(askedOf(system, of, 'user/phone')).toBe(2);
  });

  it.each([
    ['is slow', { kind: 'slow', delayMs: 8_000 }],
    ['is away', { kind: '5xx' }],
  ] as const)('is the one known last, marked stale, while U-ON %s; 503 where nothing is known', async (_how, fault) => {
    const phone = newPhone();
    const of = await agency(phone);
    await byPhone(of, phone);
    await ageCache(system, of);
    const id = system.uon.faults.add({ apiKey: of.apiKey, times: Infinity, ...fault });
    const began = Date.now();
    const [known, unknown] = await Promise.all([byPhone(of, phone), byPhone(of, newPhone())]);
    expect(Date.now() - began).toBeLessThan(7_000);
    expect([known.status, known.body]).toMatchObject([
      200,
      { client_id: '5', stale: true, source: 'cache', leads: [{ id: '71' }, { id: '70' }] },
    ]);
    expect([unknown.status, unknown.headers.get('Retry-After')]).toEqual([503, '5']);
    system.uon.faults.remove(id);
    await waitFor('an answer that is not stale', async () => {
      const { body } = await byPhone(of, phone);
      return !JSON.stringify(body).includes('stale');
    });
  });

  it('is not asked for where U-ON is switched off, nothing is a number, or there is no such agency', async () => {
    const off = await system.enterprise({ uon: { enabled: false } });
    const of = await system.enterprise();
    const refused = async (answer: ReturnType<typeof ask>) => {
      const { status, body, headers } = await answer;
      return [status, headers.get('Content-Type')?.split(';')[0], body];
    };
    const type = 'application/problem+json';
    const detail = expect.stringContaining('switched off');
    expect(await refused(byPhone(off, newPhone()))).toMatchObject([409, type, { detail }]);
    for (const phone of ['anonymous', '151', '', 'x'.repeat(200), '%00'])
      expect(await refused(byPhone(of, phone))).toMatchObject([422, type, { errors: [{ field: 'phone' }] }]);
    expect(await refused(ask(`/customer-profile/nobody/${newPhone()}`))).toMatchObject([404, type, {}]);
    expect(await refused(ask('/internal/uon/customer-by-phone'))).toMatchObject([
      422,
      type,
      { errors: [{ field: 'enterprise' }, { field: 'phone' }] },
    ]);
    expect((await ask(`/customer-profile/${of.number}/%zz`)).status).toBe(400);
    expect(askedOf(system, of, 'user/phone') + askedOf(system, off, 'user/phone')).toBe(0);
  });

  it('is told to tokens of the enterprise alone', async () => {
    const phone = newPhone();
    const [of, other] = [await agency(phone), await system.enterprise()];
    const token = await addServiceToken(system.pool, `scope-${of.number}`, [of.number]);
    const paths = (number: string) => [
      `/internal/uon/customer-by-phone?enterprise=${number}&phone=${phone}`,
      `/customer-profile/${number}/${phone}`,
      `/internal/customers/${number}?phone=${phone}`,
      `/responsible-extension/${number}/${phone}`,
      `/internal/uon/responsible-extension?enterprise=${number}&phone=${phone}`,
    ];
    for (const path of paths(of.number)) expect((await ask(path, token ?? '')).status).toBe(200);
    for (const path of [...paths(other.number), ...paths('nobody')]) {
      expect((await ask(path, token ?? '')).status).toBe(403);
      expect((await ask(path, 'wrong')).status).toBe(401);
    }
  });
});

it('each answer is counted by where it came from', async () => {
  const { api } = await system.scrape();
  for (const outcome of ['cache', 'uon', 'stale', 'none'])
    expect(valueOf(api, 'telephony_profile_answers_total', { outcome })).toBeGreaterThan(0);
});

describe('our own rows of a number', () => {
  it('are told as they stand, none where there is none, without asking U-ON', async () => {
    const phone = newPhone();
    const of = await agency(phone);
    const path = `/internal/customers/${of.number}?phone=%2B${phone}`;
    expect(await ask(path)).toMatchObject({ status: 200, body: [] });
    expect(askedOf(system, of, 'user/phone')).toBe(0);
    await byPhone(of, phone);
    expect((await ask(path)).body).toEqual([
      {
        ...{ phone_e164: `+${phone}`, last_name: 'Юонова', first_name: 'Юлия', middle_name: null, company: null },
        meta: { ids: { uon: ['5'] }, person_uid: 'uon:5' },
      },
    ]);
  });
});

describe.concurrent('the extension of whoever answers for the client', () => {
  it("is the manager's first one, kept for a while, and asked afresh where nothing kept is wanted", async () => {
    const phone = newPhone();
    const of = await agency(phone);
    const found = { extension: '152', manager_id: '4', reason: 'manager' };
    expect((await extensionOf(of, phone)).body).toEqual(found);
    const client = system.uon.account(of.apiKey).clients[0];
    if (client) client.manager_id = 2;
    expect((await ask(`/responsible-extension/${of.number}/+${phone}`)).body).toEqual(found);
    expect(askedOf(system, of, 'user/phone')).toBe(1);
    const changed = { extension: '151', manager_id: '2', reason: 'manager' };
    expect((await ask(`/responsible-extension/${of.number}/+${phone}?nocache=true`)).body).toEqual(changed);
    expect((await extensionOf(of, phone)).body).toEqual(changed);
    expect([askedOf(system, of, 'user/phone'), askedOf(system, of, 'lead-by-client')]).toEqual([2, 0]);
  });

  it('is none for a reason', async () => {
    const [none, nobody, without] = [newPhone(), newPhone(), newPhone()];
    const client = (u_id: number, phone: string, manager_id: number | null) => ({ u_id, u_phone: phone, manager_id });
    const of = await system.enterprise({ seed: { clients: [client(1, nobody, null), client(2, without, 9)] } });
    const answer = async (phone: string) => (await extensionOf(of, phone)).body;
    expect(await answer(none)).toEqual({ extension: null, manager_id: null, reason: 'no_client' });
    expect(await answer(nobody)).toEqual({ extension: null, manager_id: null, reason: 'no_manager' });
    expect(await answer(without)).toEqual({ extension: null, manager_id: '9', reason: 'no_extension' });
    expect(await answer('anonymous')).toEqual({ extension: null, manager_id: null, reason: 'no_number' });
  });

  it('is the one known last while U-ON is away, though asked afresh', async () => {
    const phone = newPhone();
    const of = await agency(phone);
    await extensionOf(of, phone);
    system.uon.faults.add({ apiKey: of.apiKey, kind: '5xx', times: Infinity });
    expect((await extensionOf(of, phone, '&nocache=1')).body).toMatchObject({ extension: '152', stale: true });
    expect((await extensionOf(of, newPhone(), '&nocache=1')).status).toBe(503);
  });
});

describe.concurrent('a webhook about a lead', () => {
  it.each([
    ['names the client', 16, { client_id: 5 }, true],
    ['names the lead alone', 29, { r_id: 70, old_manager_id: 2, new_manager_id: 4 }, true],
    ['tells of a lead that is gone', 55, { request_id: 71 }, true],
    ['tells of a new lead, and not whose', 1, { request_id: 998 }, true],
    ['tells of a lead of somebody else', 1, { request_id: 999, client_id: 6 }, false],
  ])('%s: the leads that were kept are dropped, the client is not', async (_what, type_id, fields, drops) => {
    const phone = newPhone();
    const of = await connected(system, { seed: seedOf(phone) });
    await byPhone(of, phone);
    await postJson(of.webhook, { type_id, ...fields });
    await webhooksDone(system, of);
    expect((await byPhone(of, phone)).body).toMatchObject({ source: drops ? 'uon' : 'cache' });
    expect([askedOf(system, of, 'user/phone'), askedOf(system, of, 'lead-by-client')]).toEqual([1, drops ? 2 : 1]);
  });
});
