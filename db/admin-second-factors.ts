import type pg from 'pg';
import { writeAudit } from './admin-audit.ts';
import { inTransaction } from './transaction.ts';

/** A code is right for a minute and a half at most: its own half minute, the one before and the one after. */
const CODE_LASTS_S = 120;

/** Notes that a user shows this code. False where he did already: whoever saw it typed can't use it again (RFC 6238, 5.2). */
export async function claimCode(pool: pg.Pool, userId: string, code: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    `insert into admin_used_codes (user_id, code, until)
     values ($1, $2, clock_timestamp() + make_interval(secs => $3))
     on conflict (user_id, code) do update set until = excluded.until where admin_used_codes.until < clock_timestamp()`,
    [userId, code, CODE_LASTS_S],
  );
  return rowCount === 1;
}

/** Whose log-in waits for its code; null where it waits no more. */
export async function halfLoggedIn(pool: pg.Pool, challenge: string): Promise<string | null> {
  const { rows } = await pool.query<{ value: string }>(
    'select value from admin_verifications where identifier = $1 and expires_at > clock_timestamp()',
    [challenge],
  );
  return rows[0]?.value ?? null;
}

/** For how long no code of this user is looked at, since too many were wrong. */
export async function lockedMs(pool: pg.Pool, userId: string): Promise<number> {
  const { rows } = await pool.query<{ ms: number }>(
    `select extract(epoch from locked_until - clock_timestamp())::float8 * 1000 as ms from admin_second_factors
      where user_id = $1 and locked_until > clock_timestamp()`,
    [userId],
  );
  return rows[0]?.ms ?? 0;
}

/** Takes a second factor away from who lost it, and ends his sessions. False where there is no such user. */
export async function removeSecondFactor(pool: pg.Pool, userId: string, actor: string): Promise<boolean> {
  return inTransaction(pool, async (tx) => {
    const { rows } = await tx.query<{ email: string }>(
      'update admin_users set two_factor_enabled = false, updated_at = clock_timestamp() where id = $1 returning email',
      [userId],
    );
    const [user] = rows;
    if (!user) return false;
    const { rowCount } = await tx.query('delete from admin_second_factors where user_id = $1', [userId]);
    if (rowCount === 0) return true;
    await tx.query('delete from admin_sessions where user_id = $1', [userId]);
    await writeAudit(tx, { actor, action: 'second-factor-off', subject: user.email });
    return true;
  });
}
