import type pg from 'pg';

type Queryable = Pick<pg.Pool, 'query'>;

/**
 * Takes an enterprise that is removed out of the lists of users and of service tokens: the next one of its number is somebody
 * else's. Who is left with none has an empty list, never null, which is all.
 */
export async function endAccess(db: Queryable, number: string, actor: string): Promise<void> {
  await db.query(
    `with changed as (
       update admin_users set enterprises = array_remove(enterprises, $1), updated_at = clock_timestamp()
        where $1 = any(enterprises) returning email, role, enterprises)
     insert into admin_audit (actor, action, subject, details)
       select $2, 'user-changed', email, jsonb_build_object('role', role, 'enterprises', enterprises) from changed`,
    [number, actor],
  );
  await db.query(`update service_tokens set enterprises = array_remove(enterprises, $1) where $1 = any(enterprises)`, [
    number,
  ]);
}

/** Are there calls or customers of an enterprise that had this number? They outlive it. */
export async function hasHistory(db: Queryable, number: string): Promise<boolean> {
  const { rows } = await db.query<{ has: boolean }>(
    `select exists (select from calls where enterprise_number = $1)
         or exists (select from customers where enterprise_number = $1) as has`,
    [number],
  );
  return rows[0]?.has === true;
}

/** There are, and whoever adds an enterprise has not said that it is to have them. */
export class LeftHistoryError extends Error {
  override readonly name = 'LeftHistoryError';
}
