-- How each enterprise stands with its U-ON account: what is to be looked at, and where webhooks of ours may stand.

create table connections (
  enterprise_number text primary key,
  -- Of the account in which webhooks of ours may stand, which may not be that of the settings any more. Null: of none.
  sealed_key text,
  api_url text,
  body_format text,
  -- Type to id of those that stand there.
  webhooks jsonb not null default '{}',
  state text not null default 'new' check (state in ('new', 'connected', 'off', 'failed')),
  -- What an administrator has to mend.
  problem text,
  -- The settings changed, or it is time to look again.
  asked_at timestamptz not null default clock_timestamp(),
  -- The workflow knows that it was asked.
  is_told boolean not null default false,
  tried_at timestamptz,
  checked_at timestamptz
);

-- Enterprises that were stored before are looked at, too.
insert into connections (enterprise_number) select number from enterprises;

-- Extensions by manager as U-ON holds them (`ip_internal_number`): they count for managers whom the settings don't name.
alter table enterprises add column extensions_of_uon jsonb not null default '{}';
