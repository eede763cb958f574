import type pg from 'pg';
import type { Client } from '../domain/uon-shapes.ts';
import { DROP, noteDrops } from './drops.ts';
import { inTransaction } from './transaction.ts';

export interface ProfileKey {
  readonly enterprise: string;
  readonly account: string;
  readonly phoneE164: string;
}

/** How long a profile is believed, in seconds: of a known client, and of a number that U-ON does not know. */
export interface ProfileTtl {
  readonly profile_s: number;
  readonly negative_s: number;
}

/** The cached answer for a number, if it is fresh: `{ client: null }` says that U-ON knew none. */
export async function freshProfile(
  pool: pg.Pool,
  key: ProfileKey,
  ttl: ProfileTtl,
): Promise<{ client: Client | null } | null> {
  const { rows } = await pool.query<{ client: Client | null }>(
    `select client from profiles
      where enterprise_number = $1 and account = $2 and phone_e164 = $3
        and fetched_at > clock_timestamp() - make_interval(secs => case when client is null then $5::float8 else $4::float8 end)`,
    [key.enterprise, key.account, key.phoneE164, ttl.profile_s, ttl.negative_s],
  );
  return rows[0] ?? null;
}

/** Keeps what U-ON said to a question asked at `askedAt` (the database's clock); false where that changed since, and is not kept. */
export async function saveProfile(
  pool: pg.Pool,
  key: ProfileKey,
  client: Client | null,
  askedAt: Date,
): Promise<boolean> {
  const about = [DROP.phone(key.phoneE164), ...(client ? [DROP.client(client.id)] : [])];
  const { rowCount } = await pool.query(
    `insert into profiles (enterprise_number, account, phone_e164, client)
     select $1, $2, $3, $4 where may_keep($1, $5, $6)
     on conflict (enterprise_number, account, phone_e164)
       do update set client = excluded.client, fetched_at = clock_timestamp()`,
    [key.enterprise, key.account, key.phoneE164, client, about, askedAt],
  );
  return rowCount === 1;
}

/** Forgets what was kept of a number: it changed in U-ON. */
export async function dropProfile(pool: pg.Pool, { enterprise, account, phoneE164 }: ProfileKey): Promise<void> {
  await inTransaction(pool, async (tx) => {
    await noteDrops(tx, enterprise, [DROP.phone(phoneE164)]);
    await tx.query(`delete from profiles where enterprise_number = $1 and account = $2 and phone_e164 = $3`, [
      ...[enterprise, account, phoneE164],
    ]);
  });
}
