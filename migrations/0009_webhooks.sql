-- What U-ON tells us by its webhooks, and the secrets in their addresses.

-- By keyed hash. `valid_until`: of one that was replaced; null of the one in use.
create table webhook_secrets (
  secret_hash text primary key,
  enterprise_number text not null,
  valid_until timestamptz
);
create index webhook_secrets_of_enterprise on webhook_secrets (enterprise_number);

create table webhooks (
  id bigint generated always as identity primary key,
  enterprise_number text not null,
  -- What it wants to be done; `other`: nothing.
  kind text not null check (kind in ('client', 'client-deleted', 'click', 'managers', 'leads', 'other')),
  -- U-ON's number of the event, as it was given.
  type_id text,
  -- The fields by their English names, as they came.
  fields jsonb not null,
  fields_hash bytea not null,
  -- Of a click: the manager and the phone.
  click_hash bytea,
  received_at timestamptz not null default clock_timestamp(),
  -- `waiting`: its workflow does not know of it yet.
  state text not null check (state in ('waiting', 'started', 'done', 'recorded')),
  -- What came of it, in a word.
  outcome text,
  tried_at timestamptz
);
create index webhooks_by_fields on webhooks (enterprise_number, fields_hash);
create index webhooks_by_click on webhooks (enterprise_number, click_hash, received_at) where click_hash is not null;
create index webhooks_waiting on webhooks (id) where state = 'waiting';
create index webhooks_by_age on webhooks using brin (received_at);

-- How far our customers follow a client of U-ON: what was told of it before `as_of` comes too late.
create table uon_clients (
  enterprise_number text not null,
  client_id text not null,
  as_of timestamptz not null,
  webhook_id bigint not null,
  primary key (enterprise_number, client_id)
);

-- Stores a webhook unless it repeats one: the same fields with U-ON's time in them, ever; without it, within p_again_s; a
-- click of the same manager on the same phone within p_again_s. Null for a repeat.
create function accept_webhook(
  p_enterprise text, p_kind text, p_type_id text, p_fields jsonb, p_fields_hash bytea, p_click_hash bytea,
  p_is_dated boolean, p_state text, p_again_s double precision
) returns table (id bigint, received_at timestamptz)
language plpgsql as $$
#variable_conflict use_column
declare
  since timestamptz;
begin
  -- Two that come at once are looked at one after the other.
  perform pg_advisory_xact_lock(hashtextextended('webhooks/' || p_enterprise, 0));
  since := clock_timestamp() - make_interval(secs => p_again_s);
  if exists (select from webhooks w
              where w.enterprise_number = p_enterprise and w.fields_hash = p_fields_hash
                and (p_is_dated or w.received_at > since))
    or exists (select from webhooks w
                where w.enterprise_number = p_enterprise and w.click_hash = p_click_hash and w.received_at > since)
  then
    return;
  end if;
  return query
    insert into webhooks (enterprise_number, kind, type_id, fields, fields_hash, click_hash, state)
    values (p_enterprise, p_kind, p_type_id, p_fields, p_fields_hash, p_click_hash, p_state)
    returning webhooks.id, webhooks.received_at;
end
$$;
