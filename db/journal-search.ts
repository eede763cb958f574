import type pg from 'pg';
import type { CallPlace, CallSearch } from './call-search.ts';
import { countSql, searchSql } from './journal-sql.ts';

/** The places of the newest calls that are wanted, the newest first. */
export async function searchCalls(
  pool: pg.Pool,
  search: CallSearch,
  page: { readonly before: CallPlace | null; readonly most: number },
): Promise<readonly CallPlace[]> {
  // Unnamed, so that it is planned for these values: for a manager of a few calls as for one who has half of them.
  const { rows } = await pool.query<{ opened_us: string; call_id: string }>({ name: '', ...searchSql(search, page) });
  return rows.map(({ opened_us, call_id }) => ({ openedUs: opened_us, callId: call_id }));
}

/** How many are wanted, counted no further than `most`. */
export async function countCalls(pool: pg.Pool, search: CallSearch, most: number): Promise<number> {
  const { rows } = await pool.query<{ n: number }>({ name: '', ...countSql(search, most) });
  return rows[0]?.n ?? 0;
}
