import type pg from 'pg';
import { createPool } from '../../../db/pool.ts';
import { searchCalls } from '../../../db/journal-search.ts';
import { searchSql } from '../../../db/journal-sql.ts';
import { journalRows } from '../../../db/journal-rows.ts';
import { quantile, type Bench, type Row } from '../bench.ts';
import { fillJournal } from './fill.ts';
import { indexesIn, pagesIn } from './plan.ts';
import { READS } from './reads.ts';
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
    for (const { name, ask } of READS)
      table[name] = { ...(await timesOf({ pool, databaseUrl: env.DATABASE_URL }, ask)), 'pages read': '', by: '' };
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
  const times = await timesOf({ pool, databaseUrl }, (of) => pageOf(of, asked));
  const { text, values } = searchSql(asked.search, asked);
  const { rows } = await pool.query<{ 'QUERY PLAN': unknown }>({
    name: '',
    text: `explain (analyze, buffers, format json) ${text}`,
    values,
  });
  return {
    ...times,
    'pages read': pagesIn(rows[0]?.['QUERY PLAN']),
    by: indexesIn(rows[0]?.['QUERY PLAN']).join(' '),
  };
}

interface Place {
  readonly pool: pg.Pool;
  readonly databaseUrl: string;
}

/** How long it takes: twice cold, then warm; `ask` tells how many rows it found. */
async function timesOf({ pool, databaseUrl }: Place, ask: (pool: pg.Pool) => Promise<number>): Promise<Row> {
  const cold: number[] = [];
  const warm: number[] = [];
  let rows = 0;
  const timed = async (of: pg.Pool): Promise<number> => {
    const from = performance.now();
    rows = await ask(of);
    return performance.now() - from;
  };
  for (let time = 0; time < 2; time += 1) {
    await pool.query('select pg_buffercache_evict_all()');
    const fresh = createPool(databaseUrl, { max: 2 });
    await fresh.query('select 1');
    cold.push(await timed(fresh));
    await fresh.end();
  }
  for (let time = 0; time < TIMES; time += 1) warm.push(await timed(pool));
  return {
    rows,
    'cold ms': Math.max(...cold).toFixed(1),
    'median ms': quantile(warm, 0.5).toFixed(1),
    'worst ms': Math.max(...warm).toFixed(1),
  };
}

async function pageOf(pool: pg.Pool, { search, before, most }: Asked): Promise<number> {
  const places = await searchCalls(pool, search, { before, most });
  const ids = places.map(({ callId }) => callId);
  return (await journalRows(pool, search.enterprise, ids)).length;
}
