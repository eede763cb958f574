import type pg from 'pg';
import { isWaitingCall } from './waiting-calls.ts';
import { PLACE } from '../../domain/health/places.ts';

/**
 * Notes what waits this minute, at each enterprise and altogether, unless another process has. True where it did. Places where
 * nothing waits get no row: that somebody looked stands in the installation's.
 */
export async function sampleOnce(pool: pg.Pool): Promise<boolean> {
  // By itself: rows are locked in the order of their places by whoever adds counts.
  const claimed = await pool.query(
    `insert into health_counts as h (place, span, start, is_sampled, open_calls, waiting_events, waiting_webhooks,
                                waiting_recovery, waiting_calls)
       values ($1, 1, date_trunc('minute', clock_timestamp()), true, 0, 0, 0, 0, 0)
       on conflict (place, span, start) do update set is_sampled = true where not h.is_sampled returning true`,
    [PLACE.installation],
  );
  if (claimed.rowCount === 0) return false;
  await pool.query(SAMPLE, [PLACE.enterprise(''), PLACE.installation]);
  return true;
}

const GAUGES = ['open_calls', 'waiting_events', 'waiting_webhooks', 'waiting_recovery', 'waiting_calls'] as const;
const sums = GAUGES.map((name) => `sum(${name}) as ${name}`).join(', ');

const SAMPLE = `
  with seen as (
    select enterprise_number, count(*) as open_calls, 0 as waiting_events, 0 as waiting_webhooks, 0 as waiting_recovery,
           count(*) filter (where ${isWaitingCall}) as waiting_calls
      from calls where closed_at is null group by enterprise_number
    union all
    select enterprise_number, 0, count(*), 0, 0, 0 from inbox where state = 'waiting' group by enterprise_number
    union all
    select enterprise_number, 0, 0, count(*), 0, 0 from webhooks where state = 'waiting' group by enterprise_number
    union all
    select enterprise_number, 0, 0, 0, count(*), 0 from recovery_calls join recoveries on recoveries.id = recovery_id
     where recovery_calls.state in ('waiting', 'taken') group by enterprise_number),
  placed as (
    select $1 || enterprise_number as place, ${sums} from seen group by enterprise_number
    union all
    select $2, ${GAUGES.map((name) => `coalesce(sum(${name}), 0)`).join(', ')} from seen)
  insert into health_counts as h (place, span, start, ${GAUGES.join(', ')})
    select place, 1, date_trunc('minute', clock_timestamp()), ${GAUGES.join(', ')} from placed order by place
    on conflict (place, span, start) do update
      set ${GAUGES.map((name) => `${name} = greatest(h.${name}, excluded.${name})`).join(', ')}`;
