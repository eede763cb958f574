import type pg from 'pg';
import { expect, it } from 'vitest';
import { addAdminUser, changePassword, removeAdminUser } from '../../db/admin-users.ts';
import { createPool } from '../../db/pool.ts';
import { hashPassword } from '../../platform/password-hash.ts';
import { withTestPool } from '../../tests/harness/test-pool.ts';
import { createAdminAuth, type AdminAuth } from './auth.ts';

const PLAIN = { isSecure: false };
let pool: pg.Pool;
let auth: AdminAuth;

withTestPool((opened) => {
  pool = opened;
  auth = createAdminAuth(pool, 'secret-of-these-tests-secret-of-these-tests');
});

async function added(email: string, password = 'right password') {
  const user = {
    email,
    name: 'Анна',
    role: 'reader',
    enterprises: null,
    passwordHash: await hashPassword(password),
  } as const;
  const stored = await addAdminUser(pool, user, 'the tests');
  if (!stored) throw new Error('the address is taken');
  return stored;
}

async function loggedIn(email: string, password = 'right password', isSecure = false) {
  const session = await auth.logIn(email, password, { isSecure });
  if (session?.kind !== 'in') throw new Error('was refused');
  return { ...session, cookie: session.cookies.map((one) => one.split(';')[0]).join('; ') };
}

it('lets in by address and password, whatever the letters of the address, and knows who it is by the cookie', async () => {
  const { id } = await added('Anna@Example.com');
  const { cookie, cookies, userId } = await loggedIn('ANNA@example.com');
  expect(userId).toBe(id);
  expect(cookies).toEqual([
    expect.stringMatching(/^uon-telephony\.session_token=.*Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/),
  ]);
  expect(await auth.sessionOf(cookie, false)).toEqual({ id: expect.any(String), userId: id });
});

it('behind https the cookie goes by https only, under a name that no plain page can set', async () => {
  await added('secure@example.com');
  const { cookie, cookies } = await loggedIn('secure@example.com', 'right password', true);
  expect(cookies).toEqual([
    expect.stringMatching(/^__Host-uon-telephony\.session_token=.*; Path=\/; HttpOnly; Secure; SameSite=Strict$/),
  ]);
  expect(await auth.sessionOf(cookie, true)).not.toBeNull();
  expect(await auth.sessionOf(cookie, false)).toBeNull();
});

it('refuses a wrong password as an address that nobody has', async () => {
  await added('wrong@example.com');
  expect(await auth.logIn('wrong@example.com', 'wrong password', PLAIN)).toBeNull();
  expect(await auth.logIn('nobody@example.com', 'right password', PLAIN)).toBeNull();
});

it('a session ends with the log-out, though the cookie was kept', async () => {
  await added('out@example.com');
  const { cookie } = await loggedIn('out@example.com');
  expect((await auth.logOut(cookie, false)).cookies.join()).toMatch(/session_token=;.*Max-Age=0/);
  expect(await auth.sessionOf(cookie, false)).toBeNull();
});

it('log-out without a session is none', async () => {
  await expect(auth.logOut('', false)).resolves.toBeDefined();
});

it('a session ends after twelve hours, with another password, and with its user', async () => {
  const { id } = await added('ends@example.com');
  const [old, other, third] = [
    await loggedIn('ends@example.com'),
    await loggedIn('ends@example.com'),
    await loggedIn('ends@example.com'),
  ];
  const kept = await auth.sessionOf(third.cookie, false);
  const oldSession = await auth.sessionOf(old.cookie, false);
  await pool.query('update admin_sessions set expires_at = now() where id = $1', [oldSession?.id]);
  expect(await auth.sessionOf(old.cookie, false)).toBeNull();
  await changePassword(pool, id, await hashPassword('another password'), {
    actor: 'the tests',
    keepSession: kept?.id ?? '',
  });
  expect(await auth.sessionOf(other.cookie, false)).toBeNull();
  expect(await auth.sessionOf(third.cookie, false)).not.toBeNull();
  expect(await auth.logIn('ends@example.com', 'right password', PLAIN)).toBeNull();
  await removeAdminUser(pool, id, 'the tests');
  expect(await auth.sessionOf(third.cookie, false)).toBeNull();
});

it('a token is 32 random characters, and no two are alike', async () => {
  const { id } = await added('random@example.com');
  for (let n = 0; n < 3; n += 1) await loggedIn('random@example.com');
  const { rows } = await pool.query<{ token: string }>('select token from admin_sessions where user_id = $1', [id]);
  for (const { token } of rows) expect(token).toMatch(/^[A-Za-z0-9]{32}$/);
  expect(new Set(rows.map(({ token }) => token)).size).toBe(3);
});

it('a cookie that was changed, or signed by another, is none', async () => {
  await added('signed@example.com');
  const { cookie } = await loggedIn('signed@example.com');
  const other = createAdminAuth(pool, 'another-secret-another-secret-another-secret');
  for (const wrong of [`${cookie}x`, cookie.replace('=', '=A'), 'uon-telephony.session_token=a.b', ''])
    expect(await auth.sessionOf(wrong, false)).toBeNull();
  expect(await other.sessionOf(cookie, false)).toBeNull();
});

it('the database holds no password, and of a session no address', async () => {
  await added('kept@example.com', 'unmistakable-password');
  await loggedIn('kept@example.com', 'unmistakable-password');
  const { rows } = await pool.query<{ text: string }>(
    'select to_jsonb(a)::text as text from admin_accounts a union all select to_jsonb(s)::text from admin_sessions s union all select to_jsonb(u)::text from admin_audit u',
  );
  const all = rows.map(({ text }) => text).join('\n');
  expect(all).not.toContain('unmistakable-password');
  expect(all).not.toMatch(/"(ip_address|user_agent)": "[^"]/);
});

it('says that the database is away as the pool does', async () => {
  const away = createPool('postgres://nobody@127.0.0.1:1/none');
  await expect(
    createAdminAuth(away, 'secret-of-these-tests-secret-of-these-tests').logIn('a@example.com', 'b', PLAIN),
  ).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  await away.end();
});
