import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { addServiceToken } from '../../db/service-tokens.ts';
import { addUser, loggedIn, OWNER, visitor, type Visitor } from '../support/admin.ts';
import { SERVICE_TOKEN, startSystem, type System, type TestEnterprise } from '../support/system.ts';

const ALL = '/api/admin/enterprises';
let system: System;
let kept: TestEnterprise;
let owner: Visitor;
beforeAll(async () => {
  system = await startSystem({ workers: [] });
  kept = await system.enterprise();
  await addUser(system.pool, 'owner@example.com', OWNER);
  owner = await loggedIn(system.url, 'owner@example.com');
});
afterAll(() => system.stop());

/** Removed by an owner on the page, and by another service. */
const ways = [
  [
    'on the page',
    async (number: string) => {
      const etag = (await owner.ask('GET', `${ALL}/${number}`)).headers.get('etag') ?? '';
      return owner.ask('DELETE', `${ALL}/${number}`, undefined, { 'If-Match': etag });
    },
  ],
  [
    'by another service',
    (number: string) =>
      visitor(system.url).ask('DELETE', `/internal/enterprises/${number}`, undefined, {
        Authorization: `Bearer ${SERVICE_TOKEN}`,
      }),
  ],
] as const;

it.each(ways)(
  'whoever managed an enterprise removed %s does not reach the next one of its number',
  async (_how, remove) => {
    const former = await system.enterprise();
    const { number } = former;
    await addUser(system.pool, `admin-${number}@example.com`, { role: 'administrator', enterprises: [number] });
    await addUser(system.pool, `both-${number}@example.com`, { role: 'reader', enterprises: [kept.number, number] });
    await addServiceToken(system.pool, `site-${number}`, [number]);
    const administrator = await loggedIn(system.url, `admin-${number}@example.com`);
    const reader = await loggedIn(system.url, `both-${number}@example.com`);

    expect((await remove(number)).status).toBe(204);
    expect((await owner.ask('POST', ALL, { number, name: 'Другое' })).status).toBe(201);
    for (const who of [administrator, reader])
      for (const place of ['', '/calls', '/customers'])
        expect((await who.ask('GET', `${ALL}/${number}${place}`)).status, place).toBe(403);
    expect(await numbersOf(administrator)).toEqual([]);
    expect(await numbersOf(reader)).toEqual([kept.number]);
    const { rows } = await system.pool.query(
      `select enterprises from admin_users where email like $1 union all select enterprises from service_tokens where name = $2`,
      [`admin-${number}%`, `site-${number}`],
    );
    expect(rows).toEqual([{ enterprises: [] }, { enterprises: [] }]);
    const audit = await (await owner.ask('GET', '/api/admin/audit')).json();
    expect(audit).toMatchObject({
      entries: expect.arrayContaining([
        expect.objectContaining({ action: 'enterprise-removed', subject: number }),
        expect.objectContaining({
          ...{ action: 'user-changed', subject: `admin-${number}@example.com` },
          details: { role: 'administrator', enterprises: [] },
        }),
      ]),
    });
  },
);

it.each(['calls', 'customers'])(
  'a number that has %s of an earlier enterprise is added where one says so',
  async (what) => {
    const former = await system.enterprise();
    const { number } = former;
    if (what === 'calls')
      await system.post(former, 'start', { UniqueId: '1.1', Phone: '375291112233', CallType: 0, Trunk: '1' });
    else
      await system.pool.query('insert into customers (enterprise_number, phone_e164) values ($1, $2)', [
        number,
        '+375291112233',
      ]);
    expect((await ways[1][1](number)).status).toBe(204);

    const wanted = { number, name: 'Другое' };
    const refused = await owner.ask('POST', ALL, wanted);
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({ errors: [{ field: 'keep_history' }] });
    expect((await owner.ask('POST', ALL, { ...wanted, keep_history: false })).status).toBe(409);
    expect((await owner.ask('GET', `${ALL}/${number}`)).status).toBe(404);
    expect((await owner.ask('POST', ALL, { ...wanted, keep_history: true })).status).toBe(201);
    const again = await owner.ask('POST', ALL, { ...wanted, keep_history: true });
    expect(await again.json()).toMatchObject({ status: 409, errors: [{ field: 'number' }] });
  },
);

async function numbersOf(who: Visitor): Promise<string[]> {
  const answer = z.object({ enterprises: z.array(z.object({ number: z.string() })) });
  const { enterprises } = answer.parse(await (await who.ask('GET', ALL)).json());
  return enterprises.map(({ number }) => number);
}
