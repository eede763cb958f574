-- Lists of a client as U-ON last told them, kept for a while beside the profile of its number.
create table client_lists (
  enterprise_number text not null,
  account text not null,
  client_id text not null,
  kind text not null check (kind in ('leads', 'requests')),
  rows jsonb not null,
  fetched_at timestamptz not null default clock_timestamp(),
  primary key (enterprise_number, account, client_id, kind)
);
create index client_lists_by_age on client_lists using brin (fetched_at);
-- A webhook may name a lead alone.
create index client_lists_by_rows on client_lists using gin (rows jsonb_path_ops);

-- Popups that no call owed are forgotten by their own age.
create index if not exists popups_of_notices on popups (claimed_at) where starts_with(call_id, 'notice:');
