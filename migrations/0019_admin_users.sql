-- Who may use the administration page. The first three tables are those that better-auth (api/admin/auth.ts) asks for, under
-- names of ours; role and enterprises are ours alone, and better-auth never sees them.
create table admin_users (
  id text primary key,
  -- In lower case: one person, one row, however it is typed.
  email text not null unique check (email = lower(email)),
  name text not null,
  -- Nobody is sent mail: who adds a user says that the address is right.
  email_verified boolean not null default true,
  image text,
  role text not null check (role in ('owner', 'administrator', 'reader')),
  -- Null: all there are.
  enterprises text[] check (enterprises <> '{}'),
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  check (role <> 'owner' or enterprises is null),
  check (role <> 'administrator' or enterprises is not null)
);

create table admin_sessions (
  id text primary key,
  user_id text not null references admin_users on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  -- Not filled in: whence somebody works is not kept.
  ip_address text,
  user_agent text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index on admin_sessions (user_id);

-- How a user shows who he is: the only provider here is 'credential', the password.
create table admin_accounts (
  id text primary key,
  user_id text not null references admin_users on delete cascade,
  account_id text not null,
  provider_id text not null,
  -- scrypt, with its parameters and salt (platform/password-hash.ts).
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  unique (provider_id, account_id)
);
create index on admin_accounts (user_id);

create table admin_verifications (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp()
);
create index on admin_verifications (identifier);

-- Who changed what. Outlives the user; holds neither key, password nor token.
create table admin_audit (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  -- Address of the user, or the command that did it.
  actor text not null,
  action text not null,
  -- Address of a user or number of an enterprise.
  subject text not null,
  details jsonb not null default '{}'
);
create index on admin_audit (at);
