-- What the journal is searched by. For the two columns the table is written anew once: 50 s for a million calls.
--
-- All indexes but the first hold closed calls alone: while a call goes on its journal is written into none of them, and at its
-- close once. Both columns are there so that a step that is written leaves the indexes alone: they change seldom, `steps` always.
alter table calls
  add column failed_steps integer not null generated always as (
    jsonb_array_length(jsonb_path_query_array(steps, '$[*] ? (@.status == "failed" && !(@.mended == true))'))) stored,
  -- Direction and whether anybody talked, in one: a page of any of the eight, or of several, is read in the order of an index.
  add column kind smallint not null generated always as (
    case direction when 'incoming' then 0 when 'outgoing' then 2 when 'internal' then 4 else 6 end
    + case when answered then 1 else 0 end) stored;

create index if not exists calls_open on calls (enterprise_number, opened_at, call_id) where closed_at is null;

create index if not exists calls_by_kind on calls (enterprise_number, kind, opened_at, call_id)
  where closed_at is not null;
create index if not exists calls_by_manager on calls (enterprise_number, manager_id, kind, opened_at, call_id)
  include (extension) where closed_at is not null and manager_id is not null;
create index if not exists calls_by_extension on calls (enterprise_number, extension, kind, opened_at, call_id)
  include (manager_id) where closed_at is not null and extension is not null;
-- Backwards, so that its last digits find a number.
create index if not exists calls_by_phone
  on calls (enterprise_number, reverse(phone_e164) text_pattern_ops, opened_at, call_id)
  include (phone_e164, kind, manager_id, extension, failed_steps) where closed_at is not null and phone_e164 is not null;
create index if not exists calls_failed on calls (enterprise_number, opened_at, call_id)
  include (kind, manager_id, extension) where closed_at is not null and failed_steps > 0;

-- Where a recording lies is looked up by its call.
create index if not exists recovery_calls_by_call on recovery_calls (call_id) where call_id is not null;
