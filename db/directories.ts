import type pg from 'pg';
import type { LeadStatus, Manager } from '../domain/uon-shapes.ts';

/** Lists of an account that change seldom, by the name of their kind. */
export interface Directories {
  readonly 'lead-statuses': LeadStatus;
  readonly managers: Manager;
}

/** The account's list of a kind, if it was read at most `maxAgeS` seconds ago. */
export async function freshDirectory<Kind extends keyof Directories>(
  pool: pg.Pool,
  account: string,
  kind: Kind,
  maxAgeS: number,
): Promise<readonly Directories[Kind][] | null> {
  const { rows } = await pool.query<{ rows: Directories[Kind][] }>(
    `select rows from directories
      where account = $1 and kind = $2 and fetched_at > clock_timestamp() - make_interval(secs => $3)`,
    [account, kind, maxAgeS],
  );
  return rows[0]?.rows ?? null;
}

export async function saveDirectory<Kind extends keyof Directories>(
  pool: pg.Pool,
  account: string,
  kind: Kind,
  rows: readonly Directories[Kind][],
): Promise<void> {
  await pool.query(
    `insert into directories (account, kind, rows) values ($1, $2, $3)
     on conflict (account, kind) do update set rows = excluded.rows, fetched_at = clock_timestamp()`,
    [account, kind, JSON.stringify(rows)],
  );
}

/** The account's list of a kind as it was read last, whenever that was. */
export async function keptDirectory<Kind extends keyof Directories>(
  pool: pg.Pool,
  account: string,
  kind: Kind,
): Promise<{ readonly rows: readonly Directories[Kind][]; readonly fetchedAt: Date } | null> {
  const { rows } = await pool.query<{ rows: Directories[Kind][]; fetched_at: Date }>(
    'select rows, fetched_at from directories where account = $1 and kind = $2',
    [account, kind],
  );
  const [found] = rows;
  return found ? { rows: found.rows, fetchedAt: found.fetched_at } : null;
}

/** Both lists of an account as they were read last; null for one that never was. */
export interface KeptDirectories {
  readonly statuses: Awaited<ReturnType<typeof keptDirectory<'lead-statuses'>>>;
  readonly managers: Awaited<ReturnType<typeof keptDirectory<'managers'>>>;
}

export async function keptDirectories(pool: pg.Pool, account: string): Promise<KeptDirectories> {
  const [statuses, managers] = await Promise.all([
    keptDirectory(pool, account, 'lead-statuses'),
    keptDirectory(pool, account, 'managers'),
  ]);
  return { statuses, managers };
}
