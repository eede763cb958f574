-- Calls, their legs, and the inbox of PBX events.

create table calls (
  enterprise_number text not null,
  call_id text not null,
  -- Keyed hash of the outside party's number: by it a leg finds its open call.
  phone_hash text,
  opened_at timestamptz not null default clock_timestamp(),
  closed_at timestamptz,
  -- The journal: written whole by the call's workflow, the newest version wins.
  version integer not null default 0,
  status text not null default 'ringing' check (status in ('ringing', 'talking', 'ended')),
  direction text check (direction in ('incoming', 'outgoing', 'internal')),
  answered boolean not null default false,
  phone_e164 text,
  line text,
  extension text,
  manager_id text,
  client_id text,
  lead_id text,
  duration_s integer,
  steps jsonb not null default '[]',
  primary key (enterprise_number, call_id)
);

create index calls_open_by_phone on calls (enterprise_number, phone_hash, opened_at desc) where closed_at is null;

create table call_legs (
  enterprise_number text not null,
  uniqueid text not null,
  call_id text not null,
  primary key (enterprise_number, uniqueid)
);

create table inbox (
  id bigint generated always as identity primary key,
  enterprise_number text not null,
  event text not null,
  -- SHA-256 of the body without its Token: with the name it is the event's identity.
  body_hash bytea not null,
  uniqueid text not null,
  -- json, not jsonb: it keeps what came to the letter, also escapes that jsonb refuses.
  body json not null,
  -- Keyed hashes of the numbers that the event names.
  phone_hashes text[] not null default '{}',
  received_at timestamptz not null default clock_timestamp(),
  call_id text,
  -- kept: fits no call yet; waiting: to be signalled; delivered; late: its call was closed; recorded: for the record only.
  state text not null check (state in ('kept', 'waiting', 'delivered', 'late', 'recorded')),
  swept_at timestamptz,
  unique (enterprise_number, event, body_hash)
);

create index inbox_waiting on inbox (id) where state = 'waiting';
create index inbox_kept on inbox (enterprise_number, uniqueid) where state = 'kept';
create index inbox_by_uniqueid on inbox (enterprise_number, uniqueid);
