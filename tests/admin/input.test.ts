import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { addUser, loggedIn, OWNER, PASSWORD, visitor, type Visitor } from '../support/admin.ts';
import { startSystem, type System } from '../support/system.ts';

let system: System;
let owner: Visitor;
beforeAll(async () => {
  system = await startSystem({ workers: [] });
  await addUser(system.pool, 'owner@example.com', OWNER);
  owner = await loggedIn(system.url, 'owner@example.com');
});
afterAll(() => system.stop());

const answerOf = z.object({ user: z.looseObject({ id: z.string() }) });
const reader = { role: 'reader', enterprises: null };

it('fields that nobody asked for count for nothing', async () => {
  const more = {
    id: 'chosen',
    role: 'owner',
    hasSecondFactor: true,
    passwordHash: 'x',
    created_at: '2000-01-01T00:00:00Z',
  };
  const wanted = { ...more, email: 'anna@example.com', name: 'Анна', access: { ...reader, id: 'x' } };
  const { user } = answerOf.parse(await (await owner.ask('POST', '/api/admin/users', wanted)).json());
  expect(user).toMatchObject({ role: 'reader', second_factor: false });
  expect(user.id).not.toBe('chosen');
  const change = { ...more, email: 'other@example.com', name: 'Анна', access: reader };
  const changed = answerOf.parse(await (await owner.ask('PUT', `/api/admin/users/${user.id}`, change)).json());
  expect(changed.user).toMatchObject({ id: user.id, email: 'anna@example.com', role: 'reader' });
  // What a session's owner says of himself beside his password.
  const body = { email: 'anna@example.com', password: PASSWORD, role: 'owner', user_id: user.id };
  expect((await visitor(system.url).ask('POST', '/api/admin/session', body)).status).toBe(401);
});

it('a parameter that is given twice is refused at its field', async () => {
  const answer = await owner.ask('GET', '/api/admin/audit?before=1&before=2');
  expect([answer.status, await answer.json()]).toMatchObject([422, { errors: [{ field: 'before' }] }]);
});

it('a text has a length, and no control characters', async () => {
  const wanted = { email: 'long@example.com', name: 'Анна', access: reader };
  for (const [field, value] of [
    ['name', 'а'.repeat(101)],
    ['name', 'Анна\u0000'],
    ['name', 'Анна\nИванова'],
    ['email', `${'a'.repeat(250)}@example.com`],
    ['email', 'anna\u0007@example.com'],
  ]) {
    const answer = await owner.ask('POST', '/api/admin/users', { ...wanted, [String(field)]: value });
    expect([answer.status, await answer.json()]).toMatchObject([422, { errors: [{ field }] }]);
  }
});

it('what is wrong with a field is said in words that say what to do', async () => {
  const wanted = { email: 'words@example.com', name: 'Анна', access: reader };
  for (const [field, more, message] of [
    ['name', { name: undefined }, 'is missing'],
    ['name', { name: '' }, 'must not be empty'],
    ['name', { name: 'а'.repeat(101) }, 'must be at most 100 characters'],
    ['name', { name: 5 }, 'must be a text'],
    ['name', { name: 'Анна\u0000' }, 'must be one line without control characters'],
    ['email', { email: 'anna' }, 'must be an e-mail address'],
    ['access', { access: undefined }, 'is missing'],
    ['access.role', { access: { role: 'king' } }, 'must be one of: owner, administrator, reader'],
    ['access.enterprises', { access: { role: 'administrator', enterprises: null } }, 'must be a list'],
    ['access.enterprises', { access: { role: 'administrator', enterprises: [] } }, 'must not be empty'],
    [
      'access.enterprises[0]',
      { access: { role: 'reader', enterprises: ['a b'] } },
      'must be 1 to 32 letters or digits',
    ],
  ] as const) {
    const answer = await owner.ask('POST', '/api/admin/users', { ...wanted, ...more });
    expect([answer.status, await answer.json()]).toMatchObject([422, { errors: [{ field, message }] }]);
  }
  const short = { current_password: PASSWORD, new_password: 'short' };
  const answer = await owner.ask('PUT', '/api/admin/session/password', short);
  expect(await answer.json()).toMatchObject({
    errors: [{ field: 'new_password', message: 'must be at least 12 characters' }],
  });
});
