-- Whom a webhook tells of, however its phones are written: what is held of a person is found and removed by these.

alter table webhooks
  -- Keyed hashes.
  add column phone_hashes text[] not null default '{}',
  -- U-ON's id.
  add column client_id text;

-- As 0009's of nine parameters, which stays for the release before this one.
create function accept_webhook(
  p_enterprise text, p_kind text, p_type_id text, p_fields jsonb, p_fields_hash bytea, p_click_hash bytea,
  p_is_dated boolean, p_state text, p_again_s double precision, p_phone_hashes text[], p_client_id text
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
    insert into webhooks (enterprise_number, kind, type_id, fields, fields_hash, click_hash, state, phone_hashes, client_id)
    values (p_enterprise, p_kind, p_type_id, p_fields, p_fields_hash, p_click_hash, p_state, p_phone_hashes, p_client_id)
    returning webhooks.id, webhooks.received_at;
end
$$;
