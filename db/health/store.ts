import type pg from 'pg';
import { COUNTS, type CountName, type Counts } from '../../domain/health/counts.ts';
import type { Delays } from '../../domain/health/delays.ts';
import type { ProcessRole } from '../../domain/health/places.ts';

/** What a process counted of one place in one minute, or in ten. */
export interface CountedRow {
  readonly place: string;
  readonly span: 1 | 10;
  readonly start: Date;
  readonly counts: Counts;
  readonly popupDelays: Delays | null;
  /** Requests in each second of the minute. */
  readonly seconds: readonly number[] | null;
  readonly failedSteps: Readonly<Record<string, number>> | null;
}

/** What a process tells at once. */
export interface Portion {
  readonly process: string;
  readonly role: ProcessRole;
  /** 1, 2, ...: one that is told again, since its answer was lost, counts once. */
  readonly number: number;
  readonly rows: readonly CountedRow[];
}

/** Adds a portion to what is stored. Where it throws, the same portion may be told again. */
export async function storeCounts(pool: pg.Pool, { process, role, number, rows }: Portion): Promise<void> {
  await pool.query(STORE, [process, role, number, JSON.stringify(rows.map(told))]);
}

/** The process ends in order, and is not one of those at work. */
export async function noteEnd(pool: pg.Pool, process: string): Promise<void> {
  await pool.query('update health_processes set has_ended = true where process = $1', [process]);
}

function told({ counts, popupDelays, failedSteps, ...row }: CountedRow) {
  const all = Object.fromEntries(COUNTS.map((name) => [name, counts[name] ?? 0]));
  return { ...row, ...all, popup_delays: popupDelays, failed_steps: failedSteps };
}

const list = (line: (name: CountName) => string): string => COUNTS.map(line).join(', ');
const OTHERS = 'place, span, start, popup_delays, seconds, failed_steps';

/** In the order of the key, so that two processes lock rows in the same order. */
const STORE = `
  with turn as (
    insert into health_processes as p (process, role, told) values ($1, $2, $3)
      on conflict (process) do update set told = excluded.told, heard_at = clock_timestamp() where p.told < excluded.told
      returning told)
  insert into health_counts as h (${OTHERS}, ${list((name) => name)})
    select ${OTHERS}, ${list((name) => name)}
      from jsonb_to_recordset($4::jsonb) as counted (
        place text, span smallint, start timestamptz, popup_delays integer[], seconds smallint[], failed_steps jsonb,
        ${list((name) => `${name} integer`)}), turn
     order by place, span, start
    on conflict (place, span, start) do update
      set popup_delays = health_add(h.popup_delays, excluded.popup_delays),
          seconds = health_add(h.seconds, excluded.seconds),
          failed_steps = health_add_named(h.failed_steps, excluded.failed_steps),
          ${list((name) => `${name} = h.${name} + excluded.${name}`)}`;
