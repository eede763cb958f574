-- The first owner's one-time link, second factors, and passwords that were made for somebody and run out.

alter table admin_users add column two_factor_enabled boolean not null default false;

-- Until when a password that was made counts; null: one that its user chose.
alter table admin_accounts add column password_until timestamptz;

-- As better-auth's plugin `two-factor` wants them, under our names.
create table admin_second_factors (
  id text primary key,
  user_id text not null unique references admin_users on delete cascade,
  -- Both encrypted, with a key derived from the hash key.
  secret text not null,
  backup_codes text not null,
  -- A code of it was shown once.
  verified boolean not null default false,
  failed_verification_count integer not null default 0,
  locked_until timestamptz
);

-- Codes that were tried, for as long as they might be right: each counts once.
create table admin_used_codes (
  user_id text not null references admin_users on delete cascade,
  code text not null,
  until timestamptz not null,
  primary key (user_id, code)
);
create index on admin_used_codes (until);

-- The links by which somebody becomes the first owner, as SHA-256 of what stands in them.
create table admin_welcomes (
  token_hash text primary key,
  expires_at timestamptz not null
);
