-- Tokens of other services: who may ask our internal routes, and about whom.
create table service_tokens (
  -- Whom it was made for; stays when it is revoked, so that a log's name means one token for ever.
  name text primary key,
  -- SHA-256 of a token of 256 random bits: there is nothing to be guessed by trying.
  token_hash bytea not null unique,
  -- Null: all enterprises.
  enterprises text[] check (cardinality(enterprises) > 0),
  created_at timestamptz not null default clock_timestamp(),
  revoked_at timestamptz
);
