import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { addUser, cookiesOf, loggedIn, OWNER, PASSWORD, visitor, type Visitor } from '../support/admin.ts';
import { startSystem, type System } from '../support/system.ts';

const USERS = '/api/admin/users';
let system: System;
let owner: Visitor;
beforeAll(async () => {
  system = await startSystem({ workers: [] });
  await addUser(system.pool, 'owner@example.com', OWNER);
  owner = await loggedIn(system.url, 'owner@example.com');
});
afterAll(() => system.stop());

const answerOf = z.object({ user: z.object({ id: z.string() }), password: z.string() });
const administrator = { role: 'administrator', enterprises: ['0367'] };

it('an owner adds a user, who logs in with the password that was made, and takes him away again', async () => {
  const wanted = { email: 'Anna@Example.com', name: 'Анна', access: administrator };
  const added = await owner.ask('POST', USERS, wanted);
  expect(added.status).toBe(201);
  const { user, password } = answerOf.parse(await added.json());
  expect((await owner.ask('POST', USERS, wanted)).status).toBe(409);
  const anna = await loggedIn(system.url, 'anna@example.com', password);
  expect((await anna.ask('GET', USERS)).status).toBe(403);

  const made = await owner.ask('POST', `${USERS}/${user.id}/password`);
  expect(made.status).toBe(200);
  expect((await anna.ask('GET', '/api/admin/session')).status).toBe(401);
  const again = await loggedIn(
    system.url,
    'anna@example.com',
    z.object({ password: z.string() }).parse(await made.json()).password,
  );

  expect((await owner.ask('PUT', `${USERS}/${user.id}`, { name: 'Анна', access: OWNER })).status).toBe(200);
  expect((await again.ask('GET', USERS)).status).toBe(200);
  expect((await owner.ask('DELETE', `${USERS}/${user.id}`)).status).toBe(204);
  expect((await again.ask('GET', '/api/admin/session')).status).toBe(401);
  expect((await owner.ask('DELETE', `${USERS}/${user.id}`)).status).toBe(404);
});

it.each([
  [{ role: 'owner', enterprises: ['0367'] }],
  [{ role: 'administrator', enterprises: null }],
  [{ role: 'administrator', enterprises: [] }],
  [{ role: 'administrator', enterprises: ['03 67'] }],
  [{ role: 'god', enterprises: null }],
])('a role has its enterprises: %j is refused', async (access) => {
  const answer = await owner.ask('POST', USERS, { email: 'x@example.com', name: 'x', access });
  expect(answer.status).toBe(422);
});

it('the last owner stays one, whoever asks', async () => {
  const { rows } = await system.pool.query<{ id: string }>(`select id from admin_users where role = 'owner'`);
  const [{ id } = { id: '' }] = rows;
  expect((await owner.ask('DELETE', `${USERS}/${id}`)).status).toBe(409);
  expect((await owner.ask('PUT', `${USERS}/${id}`, { name: 'x', access: administrator })).status).toBe(409);
});

it('what was done is told to owners, without a password', async () => {
  await visitor(system.url).ask('POST', '/api/admin/session', { email: 'owner@example.com', password: 'my-typo' });
  await visitor(system.url).ask('POST', '/api/admin/session', { email: 'typed-password@x', password: 'x' });
  const audit = await (await owner.ask('GET', '/api/admin/audit')).text();
  for (const what of ['user-added', 'user-changed', 'user-removed', 'password-changed', 'logged-in', 'login-refused'])
    expect(audit).toContain(`"${what}"`);
  expect(audit).toContain('anna@example.com');
  for (const secret of ['my-typo', 'typed-password', PASSWORD]) expect(audit).not.toContain(secret);
  const { entries } = z.object({ entries: z.array(z.looseObject({ id: z.string() })) }).parse(JSON.parse(audit));
  const before = await owner.ask('GET', `/api/admin/audit?before=${entries[0]?.id}`);
  expect(await before.json()).toEqual({ entries: entries.slice(1) });
});

it('a password that was made runs out unless another one is chosen', async () => {
  const login = (email: string, password: string) =>
    visitor(system.url).ask('POST', '/api/admin/session', { email, password });
  const made = async (email: string) => {
    const answer = await owner.ask('POST', USERS, { email, name: 'x', access: administrator });
    return answerOf.parse(await answer.json()).password;
  };
  const [late, early] = [await made('late@example.com'), await made('early@example.com')];
  const session = await login('early@example.com', early);
  const { password_until: until } = z.object({ password_until: z.iso.datetime() }).parse(await session.json());
  expect((Date.parse(until) - Date.now()) / 86_400_000).toBeCloseTo(7, 1);
  const change = { current_password: early, new_password: PASSWORD };
  const changed = await visitor(system.url, cookiesOf(session)).ask('PUT', '/api/admin/session/password', change);
  expect(changed.status).toBe(204);
  await system.pool.query(`update admin_accounts set password_until = password_until - interval '7 days'`);
  expect((await login('late@example.com', late)).status).toBe(401);
  const chosen = await login('early@example.com', PASSWORD);
  expect([chosen.status, await chosen.json()]).toMatchObject([200, { password_until: null }]);
});
