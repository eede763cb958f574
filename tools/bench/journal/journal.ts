import type pg from 'pg';
import { createPool } from '../../../db/pool.ts';
import { searchCalls } from '../../../db/journal-search.ts';
import { searchSql } from '../../../db/journal-sql.ts';
import { journalRows } from '../../../db/journal-rows.ts';
import { quantile, type Bench, type Row } from '../bench.ts';
import { fillJournal } from './fill.ts';
import { indexesIn, pagesIn } from './plan.ts';
import { SEARCHES, type Asked } from './searches.ts';

const TIMES = 7;
/** What a page may take at the database. */
export const MOST_MS = 200;

/**
 * Pages of a journal of 1,000,000 calls: the places by the index, then their rows. Cold: PostgreSQL's own cache was emptied before,
 * the connection is new and nothing is planned; the machine's cache of files is as it is. `pages read`: of 8 KB, by
 * the search alone, wherever they were; it is the same on a busy machine. Ends red above 200 ms.
 */
export async function measureJournal({ env }: Pick<Bench, 'env'>): Promise<Record<string, Row>> {
  const pool = createPool(env.DATABASE_URL, { max: 2, applicationName: 'bench journal' });
  try {
    await fillJournal(pool);
    await pool.query('create extension if not exists pg_buffercache');
    const table: Record<string, Row> = {};
    for (const asked of SEARCHES) table[asked.name] = await measured(pool, env.DATABASE_URL, asked);
    const slow = Object.entries(table).filter(
      ([, row]) => Math.max(Number(row['cold ms']), Number(row['worst ms'])) > MOST_MS,
    );
    if (slow.length > 0) {
      console.error(`More than ${MOST_MS} ms: ${slow.map(([name]) => name).join(', ')}`);
      process.exitCode = 1;
    }
    return table;
  } finally {
    await pool.end();
  }
}

export async function measured(pool: pg.Pool, databaseUrl: string, asked: Asked): Promise<Row> {
  const cold: number[] = [];
  const warm: number[] = [];
  let found = 0;
  for (let time = 0; time < 2; time += 1) {
    await pool.query('select pg_buffercache_evict_all()');
    const fresh = createPool(databaseUrl, { max: 2 });
    await fresh.query('select 1');
    cold.push((await timed(fresh, asked)).ms);
    await fresh.end();
  }
  for (let time = 0; time < TIMES; time += 1) {
    const { ms, rows } = await timed(pool, asked);
    warm.push(ms);
    found = rows;
  }
  const { text, values } = searchSql(asked.search, asked);
  const { rows } = await pool.query<{ 'QUERY PLAN': unknown }>({
    name: '',
    text: `explain (analyze, buffers, format json) ${text}`,
    values,
  });
  return {
    rows: found,
    'cold ms': Math.max(...cold).toFixed(1),
    'median ms': quantile(warm, 0.5).toFixed(1),
    'worst ms': Math.max(...warm).toFixed(1),
    'pages read': pagesIn(rows[0]?.['QUERY PLAN']),
    by: indexesIn(rows[0]?.['QUERY PLAN']).join(' '),
  };
}

async function timed(pool: pg.Pool, { search, before, most }: Asked): Promise<{ ms: number; rows: number }> {
  const from = performance.now();
  const places = await searchCalls(pool, search, { before, most });
  const rows = await journalRows(
    pool,
    search.enterprise,
    places.map(({ callId }) => callId),
  );
  return { ms: performance.now() - from, rows: rows.length };
}
