-- What U-ON told us, kept for a while; and what we did there that must not be done twice.

create table customers (
  enterprise_number text not null,
  phone_e164 text not null,
  last_name text,
  first_name text,
  middle_name text,
  company text,
  -- meta.ids.uon: U-ON ids seen under this number; meta.person_uid: one person under several numbers.
  meta jsonb not null default '{}',
  updated_at timestamptz not null default clock_timestamp(),
  primary key (enterprise_number, phone_e164)
);

create index customers_by_person on customers (enterprise_number, (meta ->> 'person_uid'));
create index customers_by_uon_id on customers using gin ((meta -> 'ids' -> 'uon'));

-- The client under a number as U-ON last described it; null: U-ON knows none.
create table profiles (
  enterprise_number text not null,
  account text not null,
  phone_e164 text not null,
  client jsonb,
  fetched_at timestamptz not null default clock_timestamp(),
  primary key (enterprise_number, account, phone_e164)
);

-- Lists of an account that change seldom (lead statuses).
create table directories (
  account text not null,
  kind text not null,
  rows jsonb not null,
  fetched_at timestamptz not null default clock_timestamp(),
  primary key (account, kind)
);

-- One row per call and manager, claimed before the request and marked after it.
create table popups (
  enterprise_number text not null,
  call_id text not null,
  manager_id text not null,
  variant text not null,
  state text not null check (state in ('claimed', 'sent', 'not-sent', 'unclear', 'dropped')),
  attempts integer not null default 1,
  claimed_at timestamptz not null default clock_timestamp(),
  finished_at timestamptz,
  primary key (enterprise_number, call_id, manager_id)
);

-- What an administrator has to mend; one row per account and kind while it lasts.
create table alarms (
  account text not null,
  kind text not null,
  message text not null,
  raised_at timestamptz not null default clock_timestamp(),
  cleared_at timestamptz,
  primary key (account, kind)
);
