-- Finished calls that nobody told us of while they went on: those of an outage, sent afterwards, and single ones that a PBX logs.

create table recoveries (
  id uuid primary key default gen_random_uuid(),
  enterprise_number text not null,
  -- `log-call`: one call that was logged by itself; nothing is created for it.
  kind text not null check (kind in ('recovery', 'log-call')),
  -- Of the calls as they were sent: the same ones again are the same recovery.
  content_hash bytea not null,
  -- `waiting`: no workflow knows of it yet.
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'cancelled')),
  total integer not null,
  created_at timestamptz not null default clock_timestamp(),
  cancelled_at timestamptz,
  ended_at timestamptz,
  tried_at timestamptz
);
create index recoveries_by_content on recoveries (enterprise_number, kind, content_hash);
create index recoveries_under_way on recoveries (created_at) where state in ('waiting', 'running');
create index recoveries_by_age on recoveries (ended_at) where ended_at is not null;

create table recovery_calls (
  recovery_id uuid not null references recoveries (id) on delete cascade,
  -- In the list as it was sent, from 0.
  position integer not null,
  -- Null of one whose id can't be read.
  call_id text,
  -- The calls of one number are worked on together: the number (E.164), or a word for calls without one.
  number_key text not null,
  -- The call as it was understood; null of one that could not be.
  call json,
  -- What the order of a number's calls goes by.
  started_at timestamptz,
  -- `taken`: a workflow is at it.
  state text not null check (state in ('waiting', 'taken', 'done', 'failed', 'cancelled')),
  -- Of one that could not be understood: the field.
  field text,
  -- Why it failed, or why there was nothing to do.
  reason text,
  -- There was nothing to do: a live call, or an earlier recovery, has done it.
  was_known boolean not null default false,
  primary key (recovery_id, position)
);
create index recovery_calls_to_do on recovery_calls (recovery_id, number_key, started_at, position)
  where state in ('waiting', 'taken');
create index recovery_calls_failed on recovery_calls (recovery_id, position) where state = 'failed';
create index recovery_calls_waiting on recovery_calls (state) where state in ('waiting', 'taken');

-- A call that came by a recovery: `claimed` while it is worked on. Null: a live one.
alter table calls add column recovered text check (recovered in ('claimed', 'done'));
