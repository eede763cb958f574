import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addUser, loggedIn, OWNER, PASSWORD, visitor } from '../support/admin.ts';
import { startSystem, type System } from '../support/system.ts';

const SESSION = '/api/admin/session';
let system: System;
beforeAll(async () => {
  system = await startSystem({ workers: [], more: { TRUSTED_HOPS: '1', PUBLIC_URL: 'https://telephony.example' } });
  await addUser(system.pool, 'owner@example.com', OWNER);
});
afterAll(() => system.stop());

const login = (email: string, password: string, headers: Record<string, string> = {}) =>
  visitor(system.url).ask('POST', SESSION, { email, password }, headers);
const from = (address: string) => ({ 'X-Forwarded-For': address });

it('one who logs in is known by his cookie, until he logs out', async () => {
  const anna = await loggedIn(system.url, 'Owner@Example.com');
  const session = await anna.ask('GET', SESSION);
  expect([session.status, session.headers.get('cache-control')]).toEqual([200, 'no-store']);
  expect(await session.json()).toMatchObject({
    user: { email: 'owner@example.com', role: 'owner', enterprises: null },
  });
  expect((await anna.ask('DELETE', SESSION)).status).toBe(204);
  expect((await anna.ask('GET', SESSION)).status).toBe(401);
  expect((await visitor(system.url).ask('DELETE', SESSION)).status).toBe(204);
});

it('a wrong password, and an address that nobody has, are refused alike', async () => {
  const [wrong, nobody] = [await login('owner@example.com', 'wrong'), await login('nobody@example.com', PASSWORD)];
  expect([wrong.status, nobody.status]).toEqual([401, 401]);
  expect(await wrong.text()).toBe(await nobody.text());
  expect(wrong.headers.getSetCookie()).toEqual([]);
  for (const email of ['no address', 'а@б', '\ud800@example.com', "' or 1=1 --"])
    expect((await login(email, PASSWORD)).status).toBe(401);
  expect((await login('a\u0000@example.com', PASSWORD)).status).toBe(422);
});

it('the cookie can be read by no script, goes to no other site, and behind https by https alone', async () => {
  const plain = await login('owner@example.com', PASSWORD);
  expect(plain.headers.getSetCookie()).toEqual([expect.stringMatching(/HttpOnly; SameSite=Strict$/)]);
  const behindHttps: Record<string, string>[] = [
    { 'X-Forwarded-Proto': 'https' },
    { 'X-Forwarded-Host': 'telephony.example' },
  ];
  for (const headers of behindHttps) {
    const secure = await login('owner@example.com', PASSWORD, headers);
    expect(secure.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^__Host-.*Path=\/; HttpOnly; Secure; SameSite=Strict$/),
    ]);
  }
});

describe('a page of another origin', () => {
  it.each<[Record<string, string>]>([
    [{ 'Sec-Fetch-Site': 'cross-site' }],
    [{ 'Sec-Fetch-Site': 'same-site' }],
    [{ Origin: 'https://evil.example' }],
    [{ Origin: 'null' }],
    [{ Origin: 'http://127.0.0.1:1' }],
  ])('may have nothing changed: %j', async (headers) => {
    const anna = await loggedIn(system.url, 'owner@example.com');
    for (const [method, path] of [
      ['POST', SESSION],
      ['DELETE', SESSION],
      ['PUT', `${SESSION}/password`],
      ['POST', '/api/admin/users'],
    ] as const)
      expect((await anna.ask(method, path, {}, headers)).status).toBe(403);
    expect((await anna.ask('GET', SESSION)).status).toBe(200);
  });

  it('own pages may', async () => {
    for (const headers of [{ 'Sec-Fetch-Site': 'same-origin', Origin: 'https://a.example' }, { Origin: system.url }])
      expect((await login('owner@example.com', PASSWORD, headers)).status).toBe(200);
  });
});

it('who guesses passwords is told to wait, before the right one is looked at; others log in meanwhile', async () => {
  await addUser(system.pool, 'guessed@example.com', OWNER);
  const guess = (n: number) => login(`guess${n}@example.com`, `guess ${n}`, from('203.0.113.9'));
  // A slow machine earns one or two while it guesses.
  let guesses = 0;
  while (guesses < 30 && (await guess(guesses)).status === 401) guesses += 1;
  expect(guesses).toBeGreaterThanOrEqual(20);
  expect(guesses).toBeLessThan(30);
  const refused = await login('guessed@example.com', PASSWORD, from('203.0.113.9'));
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await login('guessed@example.com', PASSWORD, from('203.0.113.10'))).status).toBe(200);
});

it('another password ends the other sessions, and takes the one that is', async () => {
  await addUser(system.pool, 'changes@example.com', OWNER);
  const [here, there] = [
    await loggedIn(system.url, 'changes@example.com'),
    await loggedIn(system.url, 'changes@example.com'),
  ];
  const change = (current: string, wanted: string) =>
    here.ask('PUT', `${SESSION}/password`, { current_password: current, new_password: wanted });
  expect((await change('wrong', 'another password')).status).toBe(422);
  expect(await (await change(PASSWORD, 'too short')).json()).toMatchObject({ errors: [{ field: 'new_password' }] });
  expect((await change(PASSWORD, 'another password')).status).toBe(204);
  expect([(await here.ask('GET', SESSION)).status, (await there.ask('GET', SESSION)).status]).toEqual([200, 401]);
  expect((await login('changes@example.com', PASSWORD)).status).toBe(401);
  expect((await login('changes@example.com', 'another password')).status).toBe(200);
});
