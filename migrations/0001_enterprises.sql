-- The one key of all keyed hashes, encrypted with SECRETS_KEY. Made by whoever starts first.
CREATE TABLE hash_key (
  is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
  sealed text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

-- An agency with its own PBX. The token itself is not kept: a keyed hash finds it.
CREATE TABLE enterprises (
  number text PRIMARY KEY,
  name text NOT NULL,
  token_hash text NOT NULL CONSTRAINT enterprises_token_is_unique UNIQUE,
  timezone text NOT NULL,
  country text NOT NULL,
  lines jsonb NOT NULL,
  -- As the file has it, defaults filled in; each secret inside is encrypted (v1:<key id>:<data>).
  integrations_config jsonb NOT NULL,
  -- Fields of integrations_config that we made ourselves ('uon.webhooks', 'uon.webhook_secret'): a file that does not
  -- name them leaves them as they are.
  made_fields text[] NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
