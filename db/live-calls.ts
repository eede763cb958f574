import type pg from 'pg';

/** An open call, and how often its journal was written. */
export interface OpenVersion {
  readonly enterprise: string;
  readonly callId: string;
  readonly version: number;
}

/** The newest open calls of each of these enterprises, `most` of each. Reads an index and the rows that it names, no steps. */
export async function openVersions(
  pool: pg.Pool,
  enterprises: readonly string[],
  most: number,
): Promise<readonly OpenVersion[]> {
  const { rows } = await pool.query<OpenVersion>(
    `select e.number as enterprise, o.call_id as "callId", o.version
       from unnest($1::text[]) as e (number)
       cross join lateral (
         select c.opened_at, c.call_id, c.version from calls c
          where c.enterprise_number = e.number and c.closed_at is null
          order by c.opened_at desc, c.call_id desc limit $2) as o
      order by o.opened_at desc, o.call_id desc`,
    [enterprises, most],
  );
  return rows;
}
