import type pg from 'pg';
import { COUNTS, type Counts } from '../../domain/health/counts.ts';
import { DELAY_STEPS_MS, NO_DELAYS, type Delays } from '../../domain/health/delays.ts';
import { enterpriseIn, PLACE, type ProcessRole } from '../../domain/health/places.ts';
import type { Window } from '../../domain/health/window.ts';

/** What was counted of a place in one step of a window. */
export interface CountedStep {
  readonly at: Date;
  readonly counts: Counts;
  readonly delays: Delays;
  readonly failedSteps: Readonly<Record<string, number>>;
  /** The most requests in one second. */
  readonly peak: number;
  /** Null where none was noted, which means 0 where somebody looked. */
  readonly gauges: Gauges | null;
  readonly isSampled: boolean;
}

export interface Gauges {
  readonly openCalls: number;
  readonly waitingEvents: number;
  readonly waitingWebhooks: number;
  readonly waitingRecovery: number;
  /** Open calls of which a step is under way for longer than it takes. */
  readonly waitingCalls: number;
}

const sums = COUNTS.map((name) => `sum(${name}) as ${name}`).join(', ');
/** Each step of the delays by itself: many times quicker than arrays taken apart. */
const delays = Array.from(
  { length: DELAY_STEPS_MS.length + 1 },
  (_, step) => `coalesce(sum(popup_delays[${step + 1}]), 0)`,
).join(', ');
const AT = `date_bin(make_interval(mins => $2), start, $3)`;

/** The steps of a window in which there is something of a place, by time. */
export async function countedSteps(pool: pg.Pool, place: string, { from, stepMinutes }: Window) {
  const { rows } = await pool.query<StepRow>(
    `select ${AT} as at, ${sums}, case when count(popup_delays) > 0 then array[${delays}]::integer[] end as delays,
            coalesce(max((select max(n) from unnest(seconds) as n)), 0) as peak, bool_or(is_sampled) as is_sampled,
            jsonb_agg(failed_steps) filter (where failed_steps is not null) as failed_steps,
            max(open_calls) as open_calls, max(waiting_events) as waiting_events,
            max(waiting_webhooks) as waiting_webhooks, max(waiting_recovery) as waiting_recovery,
            max(waiting_calls) as waiting_calls
       from health_counts where place = $1 and span = 1 and start >= $3 group by at order by at`,
    [place, stepMinutes, from],
  );
  return rows.map(stepIn);
}

type StepRow = Readonly<Record<(typeof COUNTS)[number], number>> & {
  readonly at: Date;
  readonly delays: number[] | null;
  readonly peak: number;
  readonly is_sampled: boolean;
  readonly failed_steps: readonly Record<string, number>[] | null;
  readonly open_calls: number | null;
  readonly waiting_events: number | null;
  readonly waiting_webhooks: number | null;
  readonly waiting_recovery: number | null;
  readonly waiting_calls: number | null;
};

function stepIn(row: StepRow): CountedStep {
  const { open_calls: openCalls, waiting_events: waitingEvents } = row;
  const { waiting_webhooks: waitingWebhooks, waiting_recovery: waitingRecovery } = row;
  const failedSteps: Record<string, number> = {};
  for (const [why, n] of (row.failed_steps ?? []).flatMap(Object.entries<number>))
    failedSteps[why] = (failedSteps[why] ?? 0) + n;
  return {
    at: row.at,
    counts: countsIn(row),
    delays: row.delays ?? NO_DELAYS,
    failedSteps,
    peak: row.peak,
    gauges:
      openCalls === null
        ? null
        : {
            openCalls,
            waitingEvents: waitingEvents ?? 0,
            waitingWebhooks: waitingWebhooks ?? 0,
            waitingRecovery: waitingRecovery ?? 0,
            waitingCalls: row.waiting_calls ?? 0,
          },
    isSampled: row.is_sampled,
  };
}

function countsIn(row: Readonly<Record<(typeof COUNTS)[number], number>>): Counts {
  return Object.fromEntries(COUNTS.map((name) => [name, row[name]] as const).filter(([, n]) => n > 0));
}

/** When somebody counted at all, and when somebody looked at what waits. */
export async function watchedSteps(
  pool: pg.Pool,
  { from, stepMinutes }: Window,
): Promise<ReadonlyMap<string, boolean>> {
  const { rows } = await pool.query<{ at: Date; is_sampled: boolean }>(
    `select ${AT} as at, bool_or(is_sampled) as is_sampled
       from health_counts where place = $1 and span = 1 and start >= $3 group by at order by at`,
    [PLACE.installation, stepMinutes, from],
  );
  return new Map(rows.map(({ at, is_sampled }) => [at.toISOString(), is_sampled]));
}

/** The most requests of an account in one second, by step. */
export async function peaks(
  pool: pg.Pool,
  account: string,
  { from, stepMinutes }: Window,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await pool.query<{ at: Date; peak: number }>(
    `select ${AT} as at, coalesce(max((select max(n) from unnest(seconds) as n)), 0) as peak
       from health_counts where place = $1 and span = 1 and start >= $3 group by at`,
    [PLACE.account(account), stepMinutes, from],
  );
  return new Map(rows.map(({ at, peak }) => [at.toISOString(), peak]));
}

/** Of the last minutes. */
export async function recentCounts(pool: pg.Pool, place: string, minutes: number): Promise<Counts> {
  const { rows } = await pool.query<Readonly<Record<(typeof COUNTS)[number], number | null>>>(
    `select ${sums} from health_counts
      where place = $1 and span = 1 and start > clock_timestamp() - make_interval(mins => $2)`,
    [place, minutes],
  );
  const [row] = rows;
  return row ? Object.fromEntries(COUNTS.map((name) => [name, row[name] ?? 0])) : {};
}

/** What was counted of each enterprise since then, by ten minutes. */
export async function countsByEnterprise(pool: pg.Pool, from: Date): Promise<ReadonlyMap<string, Counts>> {
  const { rows } = await pool.query<Readonly<Record<(typeof COUNTS)[number], number>> & { place: string }>(
    `select place, ${sums} from health_counts
      where span = 10 and start >= date_bin('10 minutes', $1, 'epoch') group by place`,
    [from],
  );
  return new Map(rows.map((row) => [enterpriseIn(row.place) ?? '', countsIn(row)]));
}

/** The last minute in which a webhook came that was not refused; null where none is known of. */
export async function lastWebhookAt(pool: pg.Pool, place: string): Promise<Date | null> {
  const { rows } = await pool.query<{ start: Date }>(
    `select start from health_counts where place = $1 and span = 1 and webhooks_taken + webhooks_repeated > 0
      order by start desc limit 1`,
    [place],
  );
  return rows[0]?.start ?? null;
}

/** How many processes of a kind were heard of in the last minute, and when the last was. */
export async function processesHeardOf(
  pool: pg.Pool,
): Promise<ReadonlyMap<ProcessRole, { readonly count: number; readonly heardAt: Date }>> {
  const { rows } = await pool.query<{ role: ProcessRole; n: number; heard_at: Date }>(
    `select role, count(*) filter (where not has_ended and heard_at > clock_timestamp() - interval '1 minute') as n, max(heard_at) as heard_at
       from health_processes group by role`,
  );
  return new Map(rows.map(({ role, n, heard_at }) => [role, { count: n, heardAt: heard_at }]));
}
