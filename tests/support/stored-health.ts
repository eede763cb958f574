import type pg from 'pg';
import { COUNTS } from '../../domain/health/counts.ts';
import { PLACE } from '../../domain/health/places.ts';

export interface StoredDay {
  /** Numbers of enterprises, each with an account of the same name where `accounts` names none. */
  readonly enterprises: readonly string[];
  readonly accounts?: Readonly<Record<string, string>>;
  readonly hours?: number;
  /** Nobody was up so long ago, in minutes. */
  readonly gap?: { readonly from: number; readonly to: number };
}

/**
 * Counts of a working day until now, as our processes would have stored them: busy by day and quiet by night, popups of 40 to 200 ms,
 * a few 429s, a bad quarter of an hour of U-ON. By SQL, since a day takes a day; what is told by real processes, other tests look at.
 */
export async function storeHealthDay(pool: pg.Pool, day: StoredDay): Promise<void> {
  const { enterprises, accounts = {}, hours = 24, gap = { from: -1, to: -2 } } = day;
  const accountOf = enterprises.map((number) => PLACE.account(accounts[number] ?? number));
  await pool.query(MINUTES, [enterprises, hours * 60, gap.from, gap.to, accountOf]);
  const copied = [...COUNTS, 'popup_delays'].join(', ');
  await pool.query(
    `insert into health_counts (place, span, start, uon_sent, seconds)
       select account, 1, start, uon_sent, seconds from stored_day on conflict do nothing`,
  );
  await pool.query(
    `insert into health_counts (place, span, start, ${copied}, open_calls, waiting_events)
       select $1 || number, 1, start, ${copied}, open_calls, waiting_events from stored_day
     on conflict do nothing`,
    [PLACE.enterprise('')],
  );
  const sums = COUNTS.map((name) => `sum(${name})`).join(', ');
  await pool.query(
    `insert into health_counts (place, span, start, ${COUNTS.join(', ')})
       select $1 || number, 10, date_bin('10 minutes', start, 'epoch') as at, ${sums} from stored_day group by number, at
     on conflict do nothing`,
    [PLACE.enterprise('')],
  );
  await pool.query(
    `insert into health_counts (place, span, start, ${COUNTS.join(', ')}, popup_delays, seconds, is_sampled, open_calls,
                                waiting_events, waiting_webhooks, waiting_recovery)
       select $1, 1, start, ${sums}, min(popup_delays), min(seconds), true,
              sum(open_calls), sum(waiting_events), 0, 0 from stored_day group by start
     on conflict do nothing`,
    [PLACE.installation],
  );
  await pool.query('drop table stored_day');
}

/** How busy a minute is: most at 11 and 16 o'clock, little at night. */
const BUSY = `(0.03 + 0.9 * exp(-power((hour - 11) / 2.2, 2)) + 0.8 * exp(-power((hour - 16) / 2.0, 2)))`;

const MINUTES = `
  create table stored_day as
  with minutes as (
    select number, account, ago, date_trunc('minute', now()) - make_interval(mins => ago) as start
      from unnest($1::text[], $5::text[]) as known (number, account), generate_series(1, $2::integer) as ago
     where ago not between $3 and $4),
  shaped as (
    select *, extract(epoch from (start at time zone 'Europe/Minsk')::time) / 3600.0 as hour from minutes),
  busy as (select number, account, ago, start, hour, hour between 10.4 and 10.65 as is_bad, ${BUSY} as busy, random() as luck, random() as other from shaped),
  counted as (select *, round(busy * (2 + 5 * luck))::integer as calls from busy)
  select number, account, start, calls as calls_begun, calls as calls_ended, round(calls * 0.78)::integer as calls_answered,
         calls - round(calls * 0.78)::integer as calls_missed, calls * 4 as events_taken,
         case when luck > 0.985 then 1 else 0 end as events_repeated, 0 as events_refused,
         calls * 6 as uon_sent,
         calls * 6 - case when is_bad then calls * 3 else 0 end - case when luck > 0.99 then 2 else 0 end as uon_ok,
         case when luck > 0.99 then least(2, calls * 6) else 0 end as uon_rate_limited,
         case when is_bad then calls * 2 else 0 end as uon_server_error, case when is_bad then calls else 0 end as uon_no_answer,
         0 as uon_key_refused, case when other > 0.995 then 1 else 0 end as uon_refused,
         calls * 2 as popups_sent, case when is_bad then calls else 0 end as popups_late, 0 as popups_over, 0 as popups_failed,
         case when is_bad and luck > 0.6 then 1 else 0 end as steps_failed,
         round(calls * 1.5)::integer as webhooks_taken, 0 as webhooks_repeated, 0 as webhooks_refused,
         -- Steps 3 to 9 (40 to 200 ms), slow ones in the bad quarter.
         (select array_agg(case
             when calls = 0 then 0 when is_bad and step in (16, 18) then calls
             when not is_bad and step = 5 + (luck * 2)::integer then calls
             when not is_bad and step = 7 + case when other > 0.96 then 2 else 0 end then calls else 0 end order by step)
            from generate_series(1, 23) as step) as popup_delays,
         (select array_agg(case when second % 7 = 0 and calls > 0 then least(8, 1 + round(busy * 6 * luck)::integer) else 0 end::smallint order by second)
            from generate_series(0, 59) as second) as seconds,
         round(busy * (3 + 4 * other))::integer as open_calls,
         case when is_bad then round(calls * 2 * luck)::integer else 0 end as waiting_events
    from counted`;
