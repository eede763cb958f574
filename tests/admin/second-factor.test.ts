import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { addUser, cookiesOf, loggedIn, OWNER, PASSWORD, visitor, type Visitor } from '../support/admin.ts';
import { startSystem, type System } from '../support/system.ts';
import { totpCode, wrongTotpCode } from '../support/totp.ts';

const SESSION = '/api/admin/session';
const FACTOR = `${SESSION}/second-factor`;
let system: System;
beforeAll(async () => {
  system = await startSystem({ workers: [], more: { TRUSTED_HOPS: '1' } });
  await addUser(system.pool, 'owner@example.com', OWNER);
});
afterAll(() => system.stop());

interface Guarded {
  readonly id: string;
  readonly email: string;
  readonly secret: string;
  readonly codes: readonly string[];
  /** Where he switched it on. */
  readonly here: Visitor;
}

const startedAnswer = z.object({ uri: z.string(), secret: z.string() });
const codesAnswer = z.object({ recovery_codes: z.array(z.string()) });

/** A user who has switched it on, by the code of the half minute before. */
async function guarded(name: string): Promise<Guarded> {
  const email = `${name}@example.com`;
  const { id } = await addUser(system.pool, email, OWNER);
  const before = await loggedIn(system.url, email);
  const { secret } = startedAnswer.parse(await (await before.ask('POST', FACTOR, { password: PASSWORD })).json());
  const confirmed = await before.ask('PUT', FACTOR, { code: totpCode(secret, -1) });
  const { recovery_codes: codes } = codesAnswer.parse(await confirmed.json());
  return { id, email, secret, codes, here: visitor(system.url, cookiesOf(confirmed)) };
}

let caller = 0;
/** Has given the password, and is asked for a code. */
async function half(email: string): Promise<Visitor> {
  const from = { 'X-Forwarded-For': `198.51.100.${(caller += 1)}` };
  const answer = await visitor(system.url).ask('POST', SESSION, { email, password: PASSWORD }, from);
  expect([answer.status, await answer.json()]).toEqual([202, { second_factor: 'needed' }]);
  const some = visitor(system.url, cookiesOf(answer));
  return { ...some, ask: (method, path, body) => some.ask(method, path, body, from) };
}
const enter = (one: Visitor, code: string) => one.ask('POST', `${SESSION}/code`, { code });

it('once it is confirmed, the password alone opens nothing, and password and code log in', async () => {
  const { email, secret, here } = await guarded('anna');
  expect((await here.ask('GET', SESSION)).status).toBe(200);
  const one = await half(email);
  expect((await one.ask('GET', SESSION)).status).toBe(401);
  expect((await one.ask('GET', '/api/admin/enterprises')).status).toBe(401);
  const wrong = await enter(one, wrongTotpCode(secret));
  expect([wrong.status, await wrong.json()]).toMatchObject([422, { errors: [{ field: 'code' }] }]);
  const code = totpCode(secret);
  const entered = await enter(one, `${code.slice(0, 3)} ${code.slice(3)}`);
  expect([entered.status, await entered.json()]).toMatchObject([200, { user: { email, second_factor: true } }]);
  const inside = visitor(system.url, cookiesOf(entered));
  expect((await inside.ask('GET', SESSION)).status).toBe(200);
  expect((await enter(one, totpCode(secret, 1))).status).toBe(401);
});

it('a secret that was not confirmed asks for nothing yet; a wrong password and a wrong code are told', async () => {
  const email = 'unsure@example.com';
  await addUser(system.pool, email, OWNER);
  const one = await loggedIn(system.url, email);
  expect((await one.ask('PUT', FACTOR, { code: '123456' })).status).toBe(409);
  const refused = await one.ask('POST', FACTOR, { password: 'wrong' });
  expect([refused.status, await refused.json()]).toMatchObject([422, { errors: [{ field: 'password' }] }]);
  const started = startedAnswer.parse(await (await one.ask('POST', FACTOR, { password: PASSWORD })).json());
  expect(started.uri).toMatch(/^otpauth:\/\/totp\/U-ON%20telephony:unsure%40example\.com\?/);
  expect((await one.ask('PUT', FACTOR, { code: wrongTotpCode(started.secret) })).status).toBe(422);
  expect((await loggedIn(system.url, email)).cookie).not.toBe('');
});

it('a code counts once, for whoever saw it typed too', async () => {
  const { email, secret } = await guarded('once');
  const code = totpCode(secret);
  expect((await enter(await half(email), code)).status).toBe(200);
  expect((await enter(await half(email), code)).status).toBe(422);
  const next = totpCode(secret, 1);
  const [a, b] = [await half(email), await half(email)];
  const both = await Promise.all([enter(a, next), enter(b, next)]);
  expect(both.map(({ status }) => status).toSorted()).toEqual([200, 422]);
});

it('a recovery code lets in once; others can be made, which end those before', async () => {
  const { email, codes, here } = await guarded('recovers');
  expect(codes).toHaveLength(10);
  const [first = '', second = ''] = codes;
  expect((await enter(await half(email), first)).status).toBe(200);
  expect((await enter(await half(email), first)).status).toBe(422);
  const path = `${FACTOR}/recovery-codes`;
  expect((await here.ask('POST', path, { password: 'wrong' })).status).toBe(422);
  const made = codesAnswer.parse(await (await here.ask('POST', path, { password: PASSWORD })).json());
  expect((await enter(await half(email), second)).status).toBe(422);
  expect((await enter(await half(email), made.recovery_codes[0] ?? '')).status).toBe(200);
});

it('after five wrong codes the password is asked for again; after ten in a row none is looked at for a while', async () => {
  const { email, secret } = await guarded('guessed');
  const wrongOnes = Array.from({ length: 12 }, (_, n) => `${100_000 + n}`).filter(
    (code) => ![-1, 0, 1].some((steps) => totpCode(secret, steps) === code),
  );
  const first = await half(email);
  for (const code of wrongOnes.slice(0, 5)) expect((await enter(first, code)).status).toBe(422);
  expect((await enter(first, totpCode(secret))).status).toBe(401);
  const second = await half(email);
  for (const code of wrongOnes.slice(5, 10)) expect((await enter(second, code)).status).toBe(422);
  const locked = await enter(await half(email), totpCode(secret, 1));
  expect([locked.status, Number(locked.headers.get('Retry-After'))]).toEqual([429, expect.closeTo(900, -2)]);
  const owner = await loggedIn(system.url, 'owner@example.com');
  expect(await (await owner.ask('GET', '/api/admin/audit')).text()).toContain('"code-refused"');
});

it('who gives his password switches it off, and is asked for no code then', async () => {
  const { email, here } = await guarded('off');
  expect((await here.ask('POST', `${FACTOR}/off`, { password: 'wrong' })).status).toBe(422);
  const off = await here.ask('POST', `${FACTOR}/off`, { password: PASSWORD });
  expect(off.status).toBe(204);
  expect((await visitor(system.url, cookiesOf(off)).ask('GET', SESSION)).status).toBe(200);
  expect((await loggedIn(system.url, email)).cookie).not.toBe('');
});

it('an owner takes it from who lost it, whose sessions end; one who is no owner can’t', async () => {
  const { id, email, here } = await guarded('lost');
  const path = `/api/admin/users/${id}/second-factor`;
  await addUser(system.pool, 'reader@example.com', { role: 'reader', enterprises: null });
  expect((await (await loggedIn(system.url, 'reader@example.com')).ask('DELETE', path)).status).toBe(403);
  const owner = await loggedIn(system.url, 'owner@example.com');
  expect((await owner.ask('DELETE', path)).status).toBe(204);
  expect((await here.ask('GET', SESSION)).status).toBe(401);
  expect((await loggedIn(system.url, email)).cookie).not.toBe('');
  expect((await owner.ask('DELETE', '/api/admin/users/nobody/second-factor')).status).toBe(404);
});

it('another password ends a log-in that was half done', async () => {
  const { id, email, secret } = await guarded('changed');
  const one = await half(email);
  const owner = await loggedIn(system.url, 'owner@example.com');
  await owner.ask('POST', `/api/admin/users/${id}/password`);
  expect((await enter(one, totpCode(secret))).status).toBe(401);
});

it('a cookie that was made up, or another’s, opens nothing', async () => {
  const { email, secret } = await guarded('forged');
  const { cookie } = await half(email);
  for (const forged of [
    cookie.replace(/[\w%-]*$/, 'AAAA'),
    'uon-telephony.two_factor=2fa-x.y',
    'uon-telephony.two_factor=%E0',
  ])
    expect((await enter(visitor(system.url, forged), totpCode(secret))).status).toBe(401);
});

it('the database holds neither secret nor recovery codes in clear', async () => {
  const { id, secret, codes } = await guarded('kept');
  const { rows } = await system.pool.query('select * from admin_second_factors where user_id = $1', [id]);
  expect(rows).toHaveLength(1);
  for (const one of [secret, ...codes]) expect(JSON.stringify(rows)).not.toContain(one);
});
