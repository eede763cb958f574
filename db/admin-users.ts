import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { Person, Role } from '../domain/admin-access.ts';
import { writeAudit } from './admin-audit.ts';
import { inTransaction } from './transaction.ts';

/** Somebody who may use the administration page. */
export interface AdminUser extends Person {
  readonly id: string;
  /** In lower case. */
  readonly email: string;
  readonly name: string;
  readonly createdAt: Date;
  /** Is a code asked for beside the password? */
  readonly hasSecondFactor: boolean;
  /** Until when a password that was made for him counts; null where he chose it. */
  readonly passwordUntil: Date | null;
}

export interface NewAdminUser extends Person {
  readonly email: string;
  readonly name: string;
  readonly passwordHash: string;
  /** We made the password: it counts for `MADE_PASSWORD_DAYS`, then the user must have chosen one. */
  readonly isPasswordMade?: boolean;
}

/** ASVS 2.3.1: what was made for somebody and is known to another must not stay. */
export const MADE_PASSWORD_DAYS = 7;

/** What may be changed of a user. The address stays: it is how the audit names him. */
export type AdminUserChange = Pick<AdminUser, 'name' | 'role' | 'enterprises'>;

/** Without an owner nobody could add one. */
export class LastOwnerError extends Error {
  override readonly name = 'LastOwnerError';
}

const COLUMNS = `id, email, name, role, enterprises, created_at as "createdAt", two_factor_enabled as "hasSecondFactor",
  (select password_until from admin_accounts where user_id = admin_users.id and provider_id = 'credential')
    as "passwordUntil"`;

export async function findAdminUser(db: pg.Pool | pg.PoolClient, id: string): Promise<AdminUser | null> {
  const { rows } = await db.query<AdminUser>(`select ${COLUMNS} from admin_users where id = $1`, [id]);
  return rows[0] ?? null;
}

/** By their addresses. */
export async function listAdminUsers(pool: pg.Pool): Promise<readonly AdminUser[]> {
  const { rows } = await pool.query<AdminUser>(`select ${COLUMNS} from admin_users order by email`);
  return rows;
}

/** Null where the address is taken. */
export async function addAdminUser(pool: pg.Pool, user: NewAdminUser, actor: string): Promise<AdminUser | null> {
  return inTransaction(pool, (tx) => insertAdminUser(tx, user, actor));
}

/** As `addAdminUser`, in a transaction of the caller's. */
export async function insertAdminUser(
  tx: pg.PoolClient,
  { name, role, enterprises, passwordHash, isPasswordMade = false, ...user }: NewAdminUser,
  actor: string,
): Promise<AdminUser | null> {
  const email = user.email.toLowerCase();
  const { rows } = await tx.query<{ id: string }>(
    `insert into admin_users (id, email, name, role, enterprises) values ($1, $2, $3, $4, $5)
     on conflict (email) do nothing returning id`,
    [randomUUID(), email, name, role, enterprises],
  );
  const [added] = rows;
  if (!added) return null;
  await storePassword(tx, added.id, passwordHash, isPasswordMade);
  await writeAudit(tx, { actor, action: 'user-added', subject: email, details: { role, enterprises } });
  return findAdminUser(tx, added.id);
}

/**
 * Null where there is no such user.
 * @throws LastOwnerError where nobody would be left who is one
 */
export async function changeAdminUser(
  pool: pg.Pool,
  id: string,
  { name, role, enterprises }: AdminUserChange,
  actor: string,
): Promise<AdminUser | null> {
  return inTransaction(pool, async (tx) => {
    await mustLeaveAnOwner(tx, id, role);
    const { rows } = await tx.query<AdminUser>(
      `update admin_users set name = $2, role = $3, enterprises = $4, updated_at = clock_timestamp()
        where id = $1 returning ${COLUMNS}`,
      [id, name, role, enterprises],
    );
    const [changed] = rows;
    if (!changed) return null;
    await writeAudit(tx, { actor, action: 'user-changed', subject: changed.email, details: { role, enterprises } });
    return changed;
  });
}

/** His sessions end with him. False where there is no such user. @throws LastOwnerError */
export async function removeAdminUser(pool: pg.Pool, id: string, actor: string): Promise<boolean> {
  return inTransaction(pool, async (tx) => {
    await mustLeaveAnOwner(tx, id, null);
    const { rows } = await tx.query<{ email: string }>('delete from admin_users where id = $1 returning email', [id]);
    const [removed] = rows;
    if (!removed) return false;
    await writeAudit(tx, { actor, action: 'user-removed', subject: removed.email });
    return true;
  });
}

export interface PasswordChange {
  readonly actor: string;
  readonly keepSession?: string;
  /** We made it: see `isPasswordMade`. */
  readonly isMade?: boolean;
}

/** Gives a user another password, and ends his sessions but the one that is named. False where there is no such user. */
export async function changePassword(
  pool: pg.Pool,
  id: string,
  passwordHash: string,
  { actor, keepSession = '', isMade = false }: PasswordChange,
): Promise<boolean> {
  return inTransaction(pool, async (tx) => {
    const { rows } = await tx.query<{ email: string }>('select email from admin_users where id = $1 for update', [id]);
    const [user] = rows;
    if (!user) return false;
    await storePassword(tx, id, passwordHash, isMade);
    await tx.query('delete from admin_sessions where user_id = $1 and id <> $2', [id, keepSession]);
    // Who is half logged in was so by the old one.
    await tx.query('delete from admin_verifications where value = $1', [id]);
    await writeAudit(tx, { actor, action: 'password-changed', subject: user.email });
    return true;
  });
}

/** The hash of a user's password. */
export async function passwordHashOf(pool: pg.Pool, id: string): Promise<string | null> {
  const { rows } = await pool.query<{ password: string | null }>(
    `select password from admin_accounts where user_id = $1 and provider_id = 'credential'`,
    [id],
  );
  return rows[0]?.password ?? null;
}

/** Sessions, made passwords, log-ins half done and tried codes that ran out: they count no more. */
export async function forgetEnded(pool: pg.Pool): Promise<void> {
  await pool.query(
    `with sessions as (delete from admin_sessions where expires_at < clock_timestamp()),
       halves as (delete from admin_verifications where expires_at < clock_timestamp()),
       codes as (delete from admin_used_codes where until < clock_timestamp())
     update admin_accounts set password = null, password_until = null where password_until < clock_timestamp()`,
  );
}

async function storePassword(tx: pg.PoolClient, userId: string, hash: string, isMade: boolean): Promise<void> {
  await tx.query(
    `insert into admin_accounts (id, user_id, account_id, provider_id, password, password_until)
     values ($1, $2, $2, 'credential', $3, case when $4 then clock_timestamp() + make_interval(days => $5) end)
     on conflict (provider_id, account_id) do update
       set password = excluded.password, password_until = excluded.password_until, updated_at = clock_timestamp()`,
    [randomUUID(), userId, hash, isMade, MADE_PASSWORD_DAYS],
  );
}

/** Locks the owners, so that two of them can't remove each other at once. */
async function mustLeaveAnOwner(tx: pg.PoolClient, id: string, becomes: Role | null): Promise<void> {
  const { rows } = await tx.query<{ id: string }>(
    `select id from admin_users where role = 'owner' order by id for update`,
  );
  const isOnly = rows.length === 1 && rows[0]?.id === id;
  if (isOnly && becomes !== 'owner') throw new LastOwnerError('There would be no owner left');
}
