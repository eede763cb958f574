import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { addUser, cookiesOf, loggedIn, OWNER, PASSWORD, visitor, type Visitor } from '../support/admin.ts';
import { startSystem, type System } from '../support/system.ts';

const SESSIONS = '/api/admin/sessions';
let system: System;
beforeAll(async () => {
  system = await startSystem({ workers: [] });
});
afterAll(() => system.stop());

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:146.0) Gecko/20100101 Firefox/146.0';
const answerOf = z.object({
  sessions: z.array(z.object({ id: z.string(), since: z.string(), browser: z.string(), is_this: z.boolean() })),
});
const listed = async (one: Visitor) => answerOf.parse(await (await one.ask('GET', SESSIONS)).json()).sessions;
const isIn = async (one: Visitor) => (await one.ask('GET', '/api/admin/session')).status === 200;

it('one sees where he is logged in, and ends one session or all others', async () => {
  await addUser(system.pool, 'anna@example.com', OWNER);
  const body = { email: 'anna@example.com', password: PASSWORD };
  const login = await visitor(system.url).ask('POST', '/api/admin/session', body, { 'User-Agent': FIREFOX });
  const first = visitor(system.url, cookiesOf(login));
  const [second, third] = [await loggedIn(system.url, body.email), await loggedIn(system.url, body.email)];
  const seen = await listed(third);
  expect(seen.map(({ browser, is_this }) => [browser, is_this])).toEqual([
    ['', true],
    ['', false],
    ['Firefox, Linux', false],
  ]);
  expect(Date.now() - Date.parse(seen[2]?.since ?? '')).toBeLessThan(60_000);
  expect((await third.ask('DELETE', `${SESSIONS}/${seen[2]?.id}`)).status).toBe(204);
  expect([await isIn(first), await isIn(second), await isIn(third)]).toEqual([false, true, true]);
  expect((await third.ask('DELETE', SESSIONS)).status).toBe(204);
  expect([await isIn(second), await isIn(third)]).toEqual([false, true]);
  expect(await (await third.ask('GET', '/api/admin/audit')).text()).toContain('"sessions-ended"');
});

it('nobody sees or ends a session of another, whatever his role', async () => {
  const his = await addUser(system.pool, 'his@example.com', OWNER);
  await addUser(system.pool, 'other@example.com', OWNER);
  const [owner, other] = [
    await loggedIn(system.url, 'his@example.com'),
    await loggedIn(system.url, 'other@example.com'),
  ];
  const [{ id } = { id: '' }] = await listed(owner);
  expect((await other.ask('DELETE', `${SESSIONS}/${id}`)).status).toBe(404);
  expect((await other.ask('DELETE', SESSIONS)).status).toBe(204);
  expect(await isIn(owner)).toBe(true);
  expect((await listed(other)).map((one) => one.id)).not.toContain(id);
  const { rows } = await system.pool.query('select id from admin_sessions where user_id = $1', [his.id]);
  expect(rows).toEqual([{ id }]);
});
