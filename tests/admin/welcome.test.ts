import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { checkedAnswer } from '../../api/admin/welcome-operations.ts';
import { makeWelcome } from '../../db/admin-welcomes.ts';
import { cookiesOf, PASSWORD, visitor } from '../support/admin.ts';
import { startSystem, type System } from '../support/system.ts';

const WELCOME = '/api/admin/welcome';
let system: System;
beforeAll(async () => {
  system = await startSystem({ workers: [], more: { TRUSTED_HOPS: '1' } });
});
afterAll(() => system.stop());
beforeEach(() => system.pool.query('delete from admin_users'));

let caller = 0;
/** From an address of its own: guesses of other tests don't count here. */
const ask = (path: string, body: object, address = `198.51.100.${(caller += 1)}`) =>
  visitor(system.url).ask('POST', path, body, { 'X-Forwarded-For': address });
const anna = (token: string, more: object = {}) =>
  ask(WELCOME, { token, email: 'Anna@example.com', name: 'Анна', password: PASSWORD, ...more });
const check = async (token: string, address?: string) => {
  const answer = await ask(`${WELCOME}/check`, { token }, address);
  return answer.status === 200 ? checkedAnswer.parse(await answer.json()).counts : answer.status;
};
const counts = (token: string) => check(token);

async function made(): Promise<string> {
  const token = await makeWelcome(system.pool);
  if (token === null) throw new Error('there is an owner');
  return token;
}

it('who has the link becomes the first owner with a password of his, and is logged in; then it counts no more', async () => {
  const token = await made();
  expect(await counts(token)).toBe(true);
  const answer = await anna(token);
  expect(answer.status).toBe(201);
  expect(await answer.json()).toMatchObject({
    ...{ user: { email: 'anna@example.com', role: 'owner', enterprises: null }, password_until: null },
  });
  const owner = visitor(system.url, cookiesOf(answer));
  expect((await owner.ask('GET', '/api/admin/users')).status).toBe(200);
  expect(await (await owner.ask('GET', '/api/admin/audit')).text()).toContain('the first owner’s link');
  expect(await counts(token)).toBe(false);
  expect((await anna(token, { email: 'eve@example.com' })).status).toBe(404);
  expect(await makeWelcome(system.pool)).toBeNull();
});

it('of those who open it at once one becomes the owner', async () => {
  const token = await made();
  const all = await Promise.all([1, 2, 3].map((n) => anna(token, { email: `owner${n}@example.com` })));
  expect(all.map(({ status }) => status).toSorted()).toEqual([201, 404, 404]);
});

it('the link ends after a day, with the next one, and once there is an owner by another way', async () => {
  const first = await made();
  const second = await made();
  expect([await counts(first), await counts(second)]).toEqual([false, true]);
  await system.pool.query('update admin_welcomes set expires_at = clock_timestamp()');
  expect((await anna(second)).status).toBe(404);
  const third = await made();
  await system.pool.query(`insert into admin_users (id, email, name, role) values ('x', 'x@x.example', 'x', 'owner')`);
  expect(await counts(third)).toBe(false);
  expect((await anna(third)).status).toBe(404);
});

it('what is wrong stands at its field, and the link still counts', async () => {
  const token = await made();
  for (const [field, value] of [
    ['email', 'anna'],
    ['name', ' '],
    ['password', 'short'],
    ['password', 'qwerty123456'],
    ['password', 'Anna@example.com'],
  ]) {
    const answer = await anna(token, { [String(field)]: value });
    expect([answer.status, await answer.json()]).toMatchObject([422, { errors: [{ field }] }]);
  }
  expect(await counts(token)).toBe(true);
});

it('the database does not hold what stands in the link', async () => {
  const token = await made();
  const { rows } = await system.pool.query('select * from admin_welcomes');
  expect(rows).toHaveLength(1);
  expect(JSON.stringify(rows)).not.toContain(token);
});

it('who guesses links is told to wait', async () => {
  const token = await made();
  const guess = (one: string) => check(one, '203.0.113.50');
  const told: unknown[] = [];
  for (let n = 0; n < 21; n += 1) told.push(await guess(`${token.slice(2)}${10 + n}`));
  expect(told).toEqual([...Array.from({ length: 20 }, () => false), 429]);
  expect(await guess(token)).toBe(429);
  expect(await counts(token)).toBe(true);
});
