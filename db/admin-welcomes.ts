import { createHash, randomBytes } from 'node:crypto';
import type pg from 'pg';
import { insertAdminUser, type AdminUser, type NewAdminUser } from './admin-users.ts';
import { inTransaction } from './transaction.ts';

/** Long enough for the link to be sent on to who will be owner. */
const HOURS = 24;

/**
 * What the link of the first owner ends with: 256 random bits, of which only a hash is kept. Links that were made before end.
 * Null where there is an owner already.
 */
export async function makeWelcome(pool: pg.Pool): Promise<string | null> {
  const token = randomBytes(32).toString('base64url');
  return inTransaction(pool, async (tx) => {
    await tx.query('delete from admin_welcomes');
    const { rowCount } = await tx.query(
      `insert into admin_welcomes (token_hash, expires_at)
       select $1, clock_timestamp() + make_interval(hours => $2) where not exists (${AN_OWNER})`,
      [hashOf(token), HOURS],
    );
    return rowCount === 1 ? token : null;
  });
}

/** What its holder opens. Behind `#`: it goes to no server, and into no log of one. */
export function welcomeLink(url: string, token: string): string {
  return `${url.replace(/\/+$/, '')}/#/welcome/${token}`;
}

/** Does the link still lead anywhere? */
export async function isWelcome(pool: pg.Pool, token: string): Promise<boolean> {
  const { rowCount } = await pool.query(`select ${STANDING}`, [hashOf(token)]);
  return rowCount === 1;
}

export type Welcomed = { readonly kind: 'ended' | 'taken' } | { readonly kind: 'added'; readonly owner: AdminUser };

/**
 * Makes who has the link the first owner; it counts no more then. `ended`: it does not count, or there is an owner; `taken`: the
 * address is another user's, and the link still counts.
 */
export async function welcomeOwner(
  pool: pg.Pool,
  token: string,
  { email, name, passwordHash }: Pick<NewAdminUser, 'email' | 'name' | 'passwordHash'>,
): Promise<Welcomed> {
  return inTransaction(pool, async (tx) => {
    // Of two who come at once the second waits here, and finds an owner.
    const { rowCount } = await tx.query(`select ${STANDING} for update`, [hashOf(token)]);
    if (rowCount !== 1) return { kind: 'ended' };
    const user = { email, name, role: 'owner', enterprises: null, passwordHash } as const;
    const owner = await insertAdminUser(tx, user, 'the first owner’s link');
    if (!owner) return { kind: 'taken' };
    await tx.query('delete from admin_welcomes');
    return { kind: 'added', owner };
  });
}

const AN_OWNER = `select from admin_users where role = 'owner'`;
const STANDING = `from admin_welcomes
  where token_hash = $1 and expires_at > clock_timestamp() and not exists (${AN_OWNER})`;

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
