import { createHash, randomBytes } from 'node:crypto';
import type pg from 'pg';

/** What the bearer of a service token may ask about. */
export interface ServiceScope {
  /** Whom the token was made for. */
  readonly name: string;
  /** Numbers of enterprises; null: all. */
  readonly enterprises: readonly string[] | null;
}

export interface ServiceToken extends ServiceScope {
  readonly createdAt: Date;
  readonly revokedAt: Date | null;
}

/** What all of them begin with: a token that leaked into a file is recognised, and other texts are not looked up. */
const PREFIX = 'svc_';
const FORM = /^svc_[\w-]{43}$/;

/** Makes a token and gives it back: it is stored as a hash only and can't be shown again. Null where the name is taken. */
export async function addServiceToken(
  pool: pg.Pool,
  name: string,
  enterprises: readonly string[] | null,
): Promise<string | null> {
  const token = PREFIX + randomBytes(32).toString('base64url');
  const { rowCount } = await pool.query(
    'insert into service_tokens (name, token_hash, enterprises) values ($1, $2, $3) on conflict (name) do nothing',
    [name, hashOf(token), enterprises],
  );
  return rowCount === 1 ? token : null;
}

/**
 * What the token allows; null for one that nobody has or that was revoked. Asked anew each time, so that a revocation counts
 * at once; found by its hash, so that the time it takes tells nothing about a token.
 */
export async function findServiceToken(pool: pg.Pool, token: string): Promise<ServiceScope | null> {
  if (!FORM.test(token)) return null;
  const { rows } = await pool.query<ServiceScope>(
    'select name, enterprises from service_tokens where token_hash = $1 and revoked_at is null',
    [hashOf(token)],
  );
  return rows[0] ?? null;
}

/** From now on it lets nobody in. False where there is none of that name that still does. */
export async function revokeServiceToken(pool: pg.Pool, name: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    'update service_tokens set revoked_at = clock_timestamp() where name = $1 and revoked_at is null',
    [name],
  );
  return rowCount === 1;
}

/** All there were, revoked ones too, oldest first. */
export async function listServiceTokens(pool: pg.Pool): Promise<readonly ServiceToken[]> {
  const { rows } = await pool.query<ServiceToken>(
    `select name, enterprises, created_at as "createdAt", revoked_at as "revokedAt"
       from service_tokens order by created_at, name`,
  );
  return rows;
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
