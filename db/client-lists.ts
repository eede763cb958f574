import type pg from 'pg';
import type { ClientLists } from '../domain/client-lists.ts';
import { DROP, noteDrops } from './drops.ts';
import { inTransaction } from './transaction.ts';

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

/** Lists are shown until they are so old, in seconds, where U-ON can't be waited for: changes of leads are told by webhooks. */
export const SHOWN_FOR_S = 24 * 3_600;

/** A client's lists as they were last read, and whether each is still believed. */
export type KeptLists = {
  readonly [Kind in keyof ClientLists]?: { readonly rows: readonly ClientLists[Kind][]; readonly isFresh: boolean };
};

/** All lists of a client that may still be shown. `freshS`: so long they are believed, in seconds. */
export async function keptLists(
  pool: pg.Pool,
  { enterprise, account, clientId }: ClientListKey,
  freshS: number,
): Promise<KeptLists> {
  const { rows } = await pool.query<{ lists: KeptLists | null }>(
    `select jsonb_object_agg(kind, jsonb_build_object(
              'rows', rows, 'isFresh', fetched_at > clock_timestamp() - make_interval(secs => $4))) as lists
       from client_lists
      where enterprise_number = $1 and account = $2 and client_id = $3
        and fetched_at > clock_timestamp() - make_interval(secs => $5)`,
    [enterprise, account, clientId, freshS, SHOWN_FOR_S],
  );
  return rows[0]?.lists ?? {};
}

/** Keeps what U-ON said to a question asked at `askedAt` (the database's clock), unless that changed since. */
export async function saveList<Kind extends keyof ClientLists>(
  pool: pg.Pool,
  { enterprise, account, clientId }: ClientListKey,
  { kind, rows }: { readonly kind: Kind; readonly rows: readonly ClientLists[Kind][] },
  askedAt: Date,
): Promise<void> {
  const ids = rows.flatMap((row) => ('id' in row ? [DROP.lead(row.id)] : []));
  const about = [DROP.client(clientId), ...(kind === 'leads' ? [DROP.leadsOf(clientId), DROP.allLeads, ...ids] : [])];
  await pool.query(
    `insert into client_lists (enterprise_number, account, client_id, kind, rows)
     select $1, $2, $3, $4, $5 where may_keep($1, $6, $7)
     on conflict (enterprise_number, account, client_id, kind)
       do update set rows = excluded.rows, fetched_at = clock_timestamp()`,
    [enterprise, account, clientId, kind, JSON.stringify(rows), about, askedAt],
  );
}

/**
 * Forgets the leads kept of a client, and of whichever client has one of these leads: they changed in U-ON. Gives back of how
 * many clients any were kept.
 */
export async function dropLeads(
  pool: pg.Pool,
  enterprise: string,
  { clientId, leadIds }: { readonly clientId: string | null; readonly leadIds: readonly string[] },
): Promise<number> {
  const about = [...(clientId === null ? [] : [DROP.leadsOf(clientId)]), ...leadIds.map(DROP.lead)];
  return inTransaction(pool, async (tx) => {
    await noteDrops(tx, enterprise, about);
    const { rowCount } = await tx.query(
      `delete from client_lists
        where enterprise_number = $1 and kind = 'leads'
          and (client_id = $2 or rows @> any (select jsonb_build_array(jsonb_build_object('id', id)) from unnest($3::text[]) id))`,
      [enterprise, clientId, leadIds],
    );
    return rowCount ?? 0;
  });
}

/** Forgets the leads of all clients of an enterprise. */
export async function dropAllLeads(pool: pg.Pool, enterprise: string): Promise<void> {
  await inTransaction(pool, async (tx) => {
    await noteDrops(tx, enterprise, [DROP.allLeads]);
    await tx.query(`delete from client_lists where enterprise_number = $1 and kind = 'leads'`, [enterprise]);
  });
}

/** Forgets all lists of a client, behind `noteDrops` of it. */
export async function dropLists(tx: pg.PoolClient, enterprise: string, clientId: string): Promise<void> {
  await tx.query('delete from client_lists where enterprise_number = $1 and client_id = $2', [enterprise, clientId]);
}
