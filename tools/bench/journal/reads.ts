import type pg from 'pg';
import { callStory } from '../../../db/call-story.ts';
import { listCustomers } from '../../../db/customer-list.ts';
import { mergeHints } from '../../../db/merge-hints.ts';
import { BUSY } from './fill.ts';

/** What a page asks beside the journal's own search. */
export interface Read {
  readonly name: string;
  /** How many it found. */
  readonly ask: (pool: pg.Pool) => Promise<number>;
}

const words = (...said: string[]) => ({ words: said, digits: null, id: null });
const digits = (said: string) => ({ words: [], digits: said, id: said });

export const READS: readonly Read[] = [
  {
    name: 'a call’s story',
    ask: async (pool) => (await callStory(pool, BUSY, await someCall(pool)))?.events.length ?? 0,
  },
  { name: 'customers', ask: (pool) => customers(pool, words()) },
  { name: 'customers of a name that nobody has', ask: (pool) => customers(pool, words('Никто')) },
  { name: 'customers of digits that nobody has', ask: (pool) => customers(pool, digits('777777777')) },
  { name: 'who may be one person', ask: async (pool) => (await mergeHints(pool, BUSY, { most: 100 })).length },
];

/** One whose hangup is kept. */
async function someCall(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query<{ call_id: string }>(
    'select call_id from inbox where enterprise_number = $1 limit 1',
    [BUSY],
  );
  return rows[0]?.call_id ?? '';
}

async function customers(pool: pg.Pool, search: ReturnType<typeof words | typeof digits>): Promise<number> {
  return (await listCustomers(pool, BUSY, { search, before: null, most: 51 })).length;
}
