import type pg from 'pg';
import type { ClientLists } from '../domain/client-lists.ts';

type Queryable = Pick<pg.Pool, 'query'>;

export interface ClientListKey {
  readonly enterprise: string;
  readonly account: string;
  readonly clientId: string;
}

/** The client's list of a kind, if it was read at most `maxAgeS` seconds ago. */
export async function freshList<Kind extends keyof ClientLists>(
  pool: pg.Pool,
  { enterprise, account, clientId }: ClientListKey,
  kind: Kind,
  maxAgeS: number,
): Promise<readonly ClientLists[Kind][] | null> {
  const { rows } = await pool.query<{ rows: ClientLists[Kind][] }>(
    `select rows from client_lists
      where enterprise_number = $1 and account = $2 and client_id = $3 and kind = $4
        and fetched_at > clock_timestamp() - make_interval(secs => $5)`,
    [enterprise, account, clientId, kind, maxAgeS],
  );
  return rows[0]?.rows ?? null;
}

export async function saveList<Kind extends keyof ClientLists>(
  pool: pg.Pool,
  { enterprise, account, clientId }: ClientListKey,
  kind: Kind,
  list: readonly ClientLists[Kind][],
): Promise<void> {
  await pool.query(
    `insert into client_lists (enterprise_number, account, client_id, kind, rows) values ($1, $2, $3, $4, $5)
     on conflict (enterprise_number, account, client_id, kind)
       do update set rows = excluded.rows, fetched_at = clock_timestamp()`,
    [enterprise, account, clientId, kind, JSON.stringify(list)],
  );
}

/**
 * Forgets the leads kept of a client, and of whichever client has one of these leads: they changed in U-ON. Gives back of how
 * many clients any were kept.
 */
export async function dropLeads(
  db: Queryable,
  enterprise: string,
  { clientId, leadIds }: { readonly clientId: string | null; readonly leadIds: readonly string[] },
): Promise<number> {
  const { rowCount } = await db.query(
    `delete from client_lists
      where enterprise_number = $1 and kind = 'leads'
        and (client_id = $2 or rows @> any (select jsonb_build_array(jsonb_build_object('id', id)) from unnest($3::text[]) id))`,
    [enterprise, clientId, leadIds],
  );
  return rowCount ?? 0;
}

/** Forgets the leads of all clients of an enterprise. */
export async function dropAllLeads(db: Queryable, enterprise: string): Promise<void> {
  await db.query(`delete from client_lists where enterprise_number = $1 and kind = 'leads'`, [enterprise]);
}

/** Forgets all lists of a client. */
export async function dropLists(db: Queryable, enterprise: string, clientId: string): Promise<void> {
  await db.query('delete from client_lists where enterprise_number = $1 and client_id = $2', [enterprise, clientId]);
}
