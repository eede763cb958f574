import type pg from 'pg';
import type { Direction } from '../domain/call-facts.ts';
import type { CallResult } from '../domain/journal-filters.ts';
import type { PhoneWish } from '../domain/journal-phone.ts';
import { countSql, searchSql } from './journal-sql.ts';

/** Which calls of an enterprise are wanted; what is null does not matter. */
export interface CallSearch {
  readonly enterprise: string;
  readonly phone: PhoneWish | null;
  readonly managerId: string | null;
  readonly extension: string | null;
  readonly result: CallResult | null;
  readonly direction: Direction | null;
  /** Opened from here on, and before there (epoch ms). */
  readonly fromMs: number | null;
  readonly toMs: number | null;
}

/** Where a page ended: further calls were opened before it, or with it and before it by their id. */
export interface CallPlace {
  /** Microseconds since 1970, as text. */
  readonly openedUs: string;
  readonly callId: string;
}

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
