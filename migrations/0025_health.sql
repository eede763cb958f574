-- How the installation, its enterprises and U-ON accounts are: what each process counted, added up by minutes. Nothing personal.

create table health_counts (
  -- 'installation', 'enterprise 0367' or 'account <hash>' (domain/health/places.ts).
  place text not null,
  -- Minutes that the row is of: 1, or 10 (enterprises alone), which makes all of them at once quick to read.
  span smallint not null check (span in (1, 10)),
  start timestamptz not null,
  -- domain/health/counts.ts
  uon_sent integer not null default 0,
  uon_ok integer not null default 0,
  uon_rate_limited integer not null default 0,
  uon_server_error integer not null default 0,
  uon_no_answer integer not null default 0,
  uon_key_refused integer not null default 0,
  uon_refused integer not null default 0,
  popups_sent integer not null default 0,
  popups_late integer not null default 0,
  popups_over integer not null default 0,
  popups_failed integer not null default 0,
  events_taken integer not null default 0,
  events_repeated integer not null default 0,
  events_refused integer not null default 0,
  calls_begun integer not null default 0,
  calls_ended integer not null default 0,
  calls_answered integer not null default 0,
  calls_missed integer not null default 0,
  steps_failed integer not null default 0,
  webhooks_taken integer not null default 0,
  webhooks_repeated integer not null default 0,
  webhooks_refused integer not null default 0,
  -- Popups by the steps of domain/health/delays.ts.
  popup_delays integer[],
  -- Requests to U-ON in each second of the minute, of minutes alone: what several processes sent adds up, and the most of them counts.
  seconds smallint[],
  -- By why they failed.
  failed_steps jsonb,
  -- Seen once a minute by one process; a row of the installation says by `is_sampled` that somebody looked.
  is_sampled boolean not null default false,
  open_calls integer,
  waiting_events integer,
  waiting_webhooks integer,
  waiting_recovery integer,
  -- Open calls of which a step is under way for longer than it takes.
  waiting_calls integer,
  primary key (place, span, start)
) with (fillfactor = 70);

-- All enterprises of some hours.
create index health_counts_by_tens on health_counts (start) where span = 10;
create index health_counts_by_age on health_counts using brin (start);

-- Each process: what it told last, so that numbers that are told again count once.
create table health_processes (
  process uuid primary key,
  role text not null check (role in ('api', 'calls', 'uon')),
  -- Number of its last portion of counts.
  told integer not null,
  heard_at timestamptz not null default clock_timestamp(),
  -- In order.
  has_ended boolean not null default false
);

create function health_add(a anyarray, b anyarray) returns anyarray
language sql immutable as $$
  select case when a is null then b when b is null then a else
    (select array_agg(coalesce(x, 0) + coalesce(y, 0) order by n) from unnest(a, b) with ordinality as both_of (x, y, n)) end
$$;

create function health_add_named(a jsonb, b jsonb) returns jsonb
language sql immutable as $$
  select case when a is null then b when b is null then a else
    (select jsonb_object_agg(name, n) from (
       select name, sum(value::integer) as n
         from (select * from jsonb_each_text(a) union all select * from jsonb_each_text(b)) as both_of (name, value)
        group by name) as added) end
$$;
