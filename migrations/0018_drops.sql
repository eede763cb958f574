-- What was forgotten of U-ON's answers since it changed there, and when: an answer to a question that was asked before then is not
-- kept, since it may tell how things were.

create table drops (
  enterprise_number text not null,
  -- `phone:+375...`; `client:5`: all of that client; `leads:5`: its leads; `lead:7`: lists with that lead; `leads`: the leads of all
  -- clients.
  what text not null,
  dropped_at timestamptz not null,
  primary key (enterprise_number, what)
);
create index drops_by_age on drops (enterprise_number, dropped_at);

-- Notes that these are forgotten from now on, before the transaction removes them. Answers that are being kept this moment are waited
-- for, so that they are there to be removed. Older marks than any answer can be on its way go.
create function note_drops(p_enterprise text, p_what text[]) returns void
language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('drops/' || p_enterprise, 0));
  insert into drops as d (enterprise_number, what, dropped_at)
    select p_enterprise, w, clock_timestamp() from (select distinct unnest(p_what) as w order by 1) as all_of_them
    on conflict (enterprise_number, what) do update set dropped_at = excluded.dropped_at;
  delete from drops where enterprise_number = p_enterprise and dropped_at < clock_timestamp() - interval '1 hour';
end
$$;

-- May an answer about these be kept that was asked for at p_asked_at? Nothing is dropped until the end of the transaction. Volatile: after
-- the lock it sees what was committed meanwhile.
create function may_keep(p_enterprise text, p_what text[], p_asked_at timestamptz) returns boolean
language plpgsql volatile as $$
begin
  perform pg_advisory_xact_lock_shared(hashtextextended('drops/' || p_enterprise, 0));
  return not exists (
    select from drops where enterprise_number = p_enterprise and what = any (p_what) and dropped_at >= p_asked_at);
end
$$;
