-- Events of a call are signalled in their order: whoever signals one takes along what waits before it.
create index inbox_waiting_of_call on inbox (enterprise_number, call_id, id) where state = 'waiting';

-- The call that an event was first given to and has to be taken back from; told before its own call is.
alter table inbox add column moved_from text;

-- Stores an event and finds its call: all that has to be done before it is acknowledged, in one round trip instead of nine
-- to eleven. Each statement sees what others committed before it, so the locks come first.
create function accept_event(
  p_enterprise text,
  p_event text,
  p_body_hash bytea,
  p_uniqueid text,
  p_body json,
  -- Keyed hashes of the outside numbers that it names.
  p_phone_hashes text[],
  -- Does it make its UniqueId a call? Else it is a leg, unless that is one already.
  p_opens boolean,
  -- Is its call to be told of it? Else it stays in the record.
  p_is_story boolean,
  -- The events that calls are told of.
  p_story_events text[],
  -- How long an event that fits no call is kept for one.
  p_kept_seconds double precision,
  -- How it stands in the journal of a call that is closed; the time of its arrival is added.
  p_late_step jsonb
)
-- What became of it, its call, and what waits for that call, oldest first; one row without an id where nothing does.
returns table (
  outcome text, own_call text,
  id bigint, enterprise_number text, event text, uniqueid text, body json, received_at timestamptz, call_id text,
  moved_from text
)
language plpgsql as $$
#variable_conflict use_column
declare
  stored inbox;
  the_call text;
  is_new boolean := false;
  -- Found now for what may have kept events: a call, or the call of a leg.
  is_found boolean := p_opens;
  became text := case when p_is_story then 'waiting' else 'recorded' end;
begin
  -- Two events of one channel or number are placed one after the other: else a leg that looks for its call and the start
  -- that makes it would each miss the other.
  perform pg_advisory_xact_lock(key) from
    (select distinct hashtextextended(p_enterprise || '/' || place, 0) as key
       from unnest(p_uniqueid || p_phone_hashes) as place where place <> '' order by key) as keys;

  insert into inbox (enterprise_number, event, body_hash, uniqueid, body, phone_hashes, state)
    values (p_enterprise, p_event, p_body_hash, p_uniqueid, p_body, p_phone_hashes, 'recorded')
    on conflict (enterprise_number, event, body_hash) do nothing
    returning * into stored;
  if not found then
    return query select 'repeat', call_id, null::bigint, null, null, null, null::json, null::timestamptz, null, null
      from inbox where enterprise_number = p_enterprise and event = p_event and body_hash = p_body_hash;
    return;
  end if;
  if p_uniqueid = '' then
    return query select 'recorded', null, null::bigint, null, null, null, null::json, null::timestamptz, null, null;
    return;
  end if;

  -- Its call: its own, a known leg's, or the newest open one with a number that it names.
  if p_opens or exists (select from calls where enterprise_number = p_enterprise and call_id = p_uniqueid) then
    the_call := p_uniqueid;
  else
    select call_id into the_call from call_legs where enterprise_number = p_enterprise and uniqueid = p_uniqueid;
    if not found then
      select call_id into the_call from calls
        where enterprise_number = p_enterprise and phone_hash = any (p_phone_hashes) and closed_at is null
        order by opened_at desc limit 1;
      if not found then
        update inbox set state = 'kept' where id = stored.id;
        return query select 'kept', null, null::bigint, null, null, null, null::json, null::timestamptz, null, null;
        return;
      end if;
      insert into call_legs (enterprise_number, uniqueid, call_id) values (p_enterprise, p_uniqueid, the_call);
      is_found := true;
    end if;
  end if;

  if exists (select from calls where enterprise_number = p_enterprise and call_id = the_call and closed_at is not null) then
    update inbox set state = 'late', call_id = the_call where id = stored.id;
    update calls set steps = steps || jsonb_build_array(p_late_step || jsonb_build_object(
        'at', to_char(stored.received_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))
      where enterprise_number = p_enterprise and call_id = the_call;
    return query select 'late', the_call, null::bigint, null, null, null, null::json, null::timestamptz, null, null;
    return;
  end if;

  if p_opens then
    insert into calls as c (enterprise_number, call_id, phone_hash) values (p_enterprise, the_call, p_phone_hashes[1])
      on conflict (enterprise_number, call_id) do update set phone_hash = coalesce(c.phone_hash, excluded.phone_hash)
      returning xmax = 0 into is_new;
    if is_new then
      -- What was taken for a leg of another call is one of its own.
      update inbox
        set moved_from = call_id, call_id = the_call,
            state = case when event = any (p_story_events) then 'waiting' else 'recorded' end
        where enterprise_number = p_enterprise and uniqueid = the_call and call_id <> the_call;
      delete from call_legs where enterprise_number = p_enterprise and uniqueid = the_call;
    end if;
  end if;
  if is_found then
    -- What was kept for it: of its UniqueId, and of its number where it names that now. A later hangup of a known call
    -- names its number again, which by then may be another call's.
    with taken as (
      update inbox
        set call_id = the_call, state = case when event = any (p_story_events) then 'waiting' else 'recorded' end
        where enterprise_number = p_enterprise and state = 'kept'
          and received_at > clock_timestamp() - make_interval(secs => p_kept_seconds)
          and (uniqueid = p_uniqueid
               or (p_opens and (is_new or p_event <> 'hangup') and phone_hashes && p_phone_hashes))
        returning uniqueid)
    insert into call_legs (enterprise_number, uniqueid, call_id)
      select distinct p_enterprise, uniqueid, the_call from taken where uniqueid <> the_call
      on conflict do nothing;
  end if;

  update inbox set state = became, call_id = the_call where id = stored.id;
  return query
    select became, the_call, i.id, i.enterprise_number, i.event, i.uniqueid, i.body, i.received_at, i.call_id, i.moved_from
      from (values (1)) as one
      left join inbox i on i.enterprise_number = p_enterprise and i.call_id = the_call and i.state = 'waiting'
      order by i.id;
end
$$;
