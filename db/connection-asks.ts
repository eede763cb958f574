import type pg from 'pg';

type Queryable = Pick<pg.Pool, 'query'>;

/** Somebody has to look how the enterprise stands with U-ON. */
export interface AskedConnection {
  readonly enterprise: string;
  /** As PostgreSQL writes it: a Date has no microseconds. */
  readonly askedAt: string;
}

/** How often somebody looks though nobody asked, in seconds. */
export interface LookEvery {
  readonly wellS: number;
  /** Where there is something to mend, or to try again. */
  readonly troubledS: number;
}

/** The settings were stored, or are gone. */
export async function askForConnection(db: Queryable, enterprise: string): Promise<void> {
  await db.query(
    `insert into connections (enterprise_number) values ($1)
     on conflict (enterprise_number) do update set asked_at = clock_timestamp(), is_told = false, tried_at = null`,
    [enterprise],
  );
}

/**
 * Those whose workflow is to be told, the longest asked first: the settings changed, or nobody has looked or been told to for
 * so long. One process tells each.
 */
export async function claimAsked(
  pool: pg.Pool,
  { wellS, troubledS }: LookEvery,
  triedMs: number,
): Promise<readonly AskedConnection[]> {
  // Asked and not through with it yet, the workflow is not told again for as long: it may be trying for hours.
  const { rows } = await pool.query<{ enterprise_number: string; asked_at: string }>(
    `update connections set tried_at = clock_timestamp(),
            asked_at = case when is_told then clock_timestamp() else asked_at end, is_told = false
      where enterprise_number in (
        select enterprise_number from connections
         where (not is_told or greatest(asked_at, checked_at)
                  < clock_timestamp() - make_interval(secs => case when problem is null then $1::float8 else $2::float8 end))
           and (tried_at is null or tried_at < clock_timestamp() - make_interval(secs => $3))
         order by asked_at limit 20 for update skip locked)
     returning enterprise_number, asked_at::text`,
    [wellS, troubledS, triedMs / 1000],
  );
  return rows.map(({ enterprise_number, asked_at }) => ({ enterprise: enterprise_number, askedAt: asked_at }));
}

/** As `claimAsked`, of this enterprise and at once, whoever tried before; null where its workflow knows already. */
export async function claimAskedOf(pool: pg.Pool, enterprise: string): Promise<AskedConnection | null> {
  const { rows } = await pool.query<{ asked_at: string }>(
    `update connections set tried_at = clock_timestamp() where enterprise_number = $1 and not is_told
     returning asked_at::text`,
    [enterprise],
  );
  return rows[0] ? { enterprise, askedAt: rows[0].asked_at } : null;
}

/** Its workflow knows, unless it was asked again meanwhile. */
export async function markAskTold(db: Queryable, { enterprise, askedAt }: AskedConnection): Promise<void> {
  await db.query('update connections set is_told = true where enterprise_number = $1 and asked_at = $2::timestamptz', [
    enterprise,
    askedAt,
  ]);
}

/** What was asked last, as PostgreSQL writes it; null where nobody ever asked. Whoever looks now answers it. */
export async function lastAsk(db: Queryable, enterprise: string): Promise<string | null> {
  const { rows } = await db.query<{ asked_at: string }>(
    'select asked_at::text from connections where enterprise_number = $1',
    [enterprise],
  );
  return rows[0]?.asked_at ?? null;
}
