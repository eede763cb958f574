import type pg from 'pg';
import { addAdminUser, type AdminUser } from '../../db/admin-users.ts';
import type { Person } from '../../domain/admin-access.ts';
import { hashPassword } from '../../platform/password-hash.ts';

export const PASSWORD = 'пароль этих тестов';

/** Adds a user of the administration page, whose password is `PASSWORD`. */
export async function addUser(pool: pg.Pool, email: string, person: Person): Promise<AdminUser> {
  const user = { email, name: `Имя ${email}`, ...person, passwordHash: await hashPassword(PASSWORD) };
  const added = await addAdminUser(pool, user, 'the tests');
  if (!added) throw new Error(`${email} is taken`);
  return added;
}

export const OWNER: Person = { role: 'owner', enterprises: null };

/** Somebody's browser, as far as cookies go. */
export interface Visitor {
  readonly cookie: string;
  ask(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
}

export function visitor(url: string, cookie = ''): Visitor {
  return {
    cookie,
    ask: (method, path, body, headers = {}) =>
      fetch(url + path, {
        method,
        headers: { Cookie: cookie, 'Content-Type': 'application/json', ...headers },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
  };
}

/** Logs in by the API. */
export async function loggedIn(url: string, email: string, password = PASSWORD): Promise<Visitor> {
  const answer = await visitor(url).ask('POST', '/api/admin/session', { email, password });
  if (answer.status !== 200) throw new Error(`${email} was refused: ${answer.status} ${await answer.text()}`);
  return visitor(url, cookiesOf(answer));
}

/** The cookies that an answer sets, as the next request sends them; not those that it takes away. */
export function cookiesOf(answer: Response): string {
  const set = answer.headers.getSetCookie().filter((one) => !/Max-Age=0/.test(one));
  return set.map((one) => one.split(';')[0]).join('; ');
}
