import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { operations } from '../../api/openapi/operations.ts';
import { addUser, loggedIn, OWNER, PASSWORD, visitor, type Visitor } from '../support/admin.ts';
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

it('no operation of the page is answered without a session', async () => {
  const own = operations.filter(({ access }) => access === 'session');
  expect(own.length).toBeGreaterThan(7);
  for (const { method, path } of own) {
    const answer = await visitor(system.url).ask(method.toUpperCase(), path.replace(/\{\w+\}/g, '0367'));
    expect([path, answer.status]).toEqual([path, 401]);
  }
});

it('only an owner manages users and reads who did what', async () => {
  await addUser(system.pool, 'reader@example.com', { role: 'reader', enterprises: null });
  const reader = await loggedIn(system.url, 'reader@example.com');
  for (const { method, path } of operations.filter(({ path }) =>
    /^\/api\/admin\/(users|audit)|^\/codec\/session/.test(path),
  ))
    expect([
      path,
      (await reader.ask(method.toUpperCase(), path.replace(/\{\w+\}/g, 'x'), method === 'get' ? undefined : {})).status,
    ]).toEqual([path, 403]);
});
