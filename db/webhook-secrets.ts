import type pg from 'pg';

type Queryable = Pick<pg.Pool, 'query'>;

/** A secret that was replaced is still taken so long: U-ON may send by the old address until it knows the new one. */
const OLD_VALID_HOURS = 24;

/** Makes this the enterprise's secret, by its keyed hash; the one before stays valid for a day. False: it is another's. */
export async function useWebhookSecret(db: Queryable, enterprise: string, secretHash: string): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into webhook_secrets as known (secret_hash, enterprise_number) values ($1, $2)
     on conflict (secret_hash) do update set enterprise_number = excluded.enterprise_number, valid_until = null
       where known.enterprise_number = excluded.enterprise_number or known.valid_until < clock_timestamp()`,
    [secretHash, enterprise],
  );
  if (rowCount === 0) return false;
  await db.query(
    `update webhook_secrets set valid_until = clock_timestamp() + make_interval(hours => $3)
      where enterprise_number = $2 and secret_hash <> $1 and valid_until is null`,
    [secretHash, enterprise, OLD_VALID_HOURS],
  );
  await db.query(`delete from webhook_secrets where valid_until < clock_timestamp()`);
  return true;
}

/** The enterprise whose secret has this keyed hash, now or until a day ago; null for nobody's. */
export async function enterpriseOfSecret(db: Queryable, secretHash: string): Promise<string | null> {
  const { rows } = await db.query<{ enterprise_number: string }>(
    `select enterprise_number from webhook_secrets
      where secret_hash = $1 and (valid_until is null or valid_until > clock_timestamp())`,
    [secretHash],
  );
  return rows[0]?.enterprise_number ?? null;
}
