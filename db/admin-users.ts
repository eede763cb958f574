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
}

export interface NewAdminUser extends Person {
  readonly email: string;
  readonly name: string;
  readonly passwordHash: string;
}

/** What may be changed of a user. The address stays: it is how the audit names him. */
export type AdminUserChange = Pick<AdminUser, 'name' | 'role' | 'enterprises'>;

/** Without an owner nobody could add one. */
export class LastOwnerError extends Error {
  override readonly name = 'LastOwnerError';
}

const COLUMNS = `id, email, name, role, enterprises, created_at as "createdAt"`;

export async function findAdminUser(pool: pg.Pool, id: string): Promise<AdminUser | null> {
  const { rows } = await pool.query<AdminUser>(`select ${COLUMNS} from admin_users where id = $1`, [id]);
  return rows[0] ?? null;
}

/** By their addresses. */
export async function listAdminUsers(pool: pg.Pool): Promise<readonly AdminUser[]> {
  const { rows } = await pool.query<AdminUser>(`select ${COLUMNS} from admin_users order by email`);
  return rows;
}

export async function hasOwner(pool: pg.Pool): Promise<boolean> {
  const { rowCount } = await pool.query(`select from admin_users where role = 'owner' limit 1`);
  return rowCount === 1;
}

/** Null where the address is taken. */
export async function addAdminUser(pool: pg.Pool, user: NewAdminUser, actor: string): Promise<AdminUser | null> {
  const { name, role, enterprises, passwordHash } = user;
  const email = user.email.toLowerCase();
  return inTransaction(pool, async (tx) => {
    const { rows } = await tx.query<AdminUser>(
      `insert into admin_users (id, email, name, role, enterprises) values ($1, $2, $3, $4, $5)
       on conflict (email) do nothing returning ${COLUMNS}`,
      [randomUUID(), email, name, role, enterprises],
    );
    const [added] = rows;
    if (!added) return null;
    await storePassword(tx, added.id, passwordHash);
    await writeAudit(tx, { actor, action: 'user-added', subject: email, details: { role, enterprises } });
    return added;
  });
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

/** Gives a user another password, and ends his sessions but the one that is named. False where there is no such user. */
export async function changePassword(
  pool: pg.Pool,
  id: string,
  passwordHash: string,
  { actor, keepSession = '' }: { readonly actor: string; readonly keepSession?: string },
): Promise<boolean> {
  return inTransaction(pool, async (tx) => {
    const { rows } = await tx.query<{ email: string }>('select email from admin_users where id = $1 for update', [id]);
    const [user] = rows;
    if (!user) return false;
    await storePassword(tx, id, passwordHash);
    await tx.query('delete from admin_sessions where user_id = $1 and id <> $2', [id, keepSession]);
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

/** Those that ran out: nobody asks for them again. */
export async function forgetEndedSessions(pool: pg.Pool): Promise<void> {
  await pool.query('delete from admin_sessions where expires_at < clock_timestamp()');
}

async function storePassword(tx: pg.PoolClient, userId: string, hash: string): Promise<void> {
  await tx.query(
    `insert into admin_accounts (id, user_id, account_id, provider_id, password) values ($1, $2, $2, 'credential', $3)
     on conflict (provider_id, account_id) do update set password = excluded.password, updated_at = clock_timestamp()`,
    [randomUUID(), userId, hash],
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
