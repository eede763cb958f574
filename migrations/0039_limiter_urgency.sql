-- Of what is live the popup goes first, then the lookup that a popup waits for, then a client's details. Classes that were known before
-- keep their numbers, so that processes of the version before, which run on for a while, ask as they did.

alter table limiter_windows alter column wanted_until set default '{0,0,0,0,0}';

-- As in 0002_limiter.sql. p_priority: 1 the popup (and all that is live, of the version before), 11 a lookup, 12 details, 2 what a call
-- creates, 3 everything of a call that has hung up, 5 recovery. `wanted_until` is by their place in this order; a row of before has
-- marks of other classes in it, each over within its wait.
create or replace function limiter_take(
  p_account text, p_priority integer, p_margin bigint,
  out received_at bigint, out decided_at bigint, out slot bigint, out wait bigint
)
language plpgsql as $$
declare
  second constant bigint := 1000000;
  -- The margin of an ordinary request: the spacing below is between decisions, leaves_by is this much later.
  usual_margin constant bigint := 15000;
  place constant integer := array_position(array[1, 11, 12, 2, 3, 5], p_priority);
  last_live constant integer := 3;
  recovery constant integer := 6;
  w limiter_windows;
  next_at bigint;
begin
  received_at := limiter_microseconds(statement_timestamp());
  w := limiter_lock(p_account);
  decided_at := w.seen_at;

  next_at := greatest(
    w.held_until,
    -- 8 in any second: the 8th last has left a second before.
    w.leaves_by[8] + second,
    -- Of a busy account, requests 100 ms apart (live) or 120: two full windows would else meet at U-ON's end when the
    -- way there varies. The first few of an idle account go at once.
    case when w.leaves_by[4] - usual_margin > decided_at - second
      then w.leaves_by[1] - usual_margin + case when place <= last_live then 100000 else 120000 end
    end,
    (select max(t) from unnest(w.wanted_until[1:place - 1]) t)
  );

  if next_at <= decided_at then
    slot := decided_at + p_margin;
    while slot = any (w.leaves_by) loop
      slot := slot + 1;
    end loop;
    update limiter_windows
      set seen_at = decided_at,
        leaves_by = array(select t from unnest(array_append(w.leaves_by, slot)) t order by t desc limit 8)
      where account = p_account;
    return;
  end if;

  wait := next_at - decided_at;
  -- A request that had to wait holds back the worse ones of all processes until it has had time to ask again.
  if place < recovery and coalesce(w.wanted_until[place], 0) < next_at + 60000 then
    update limiter_windows
      set seen_at = decided_at, wanted_until[place] = next_at + 60000
      where account = p_account;
  end if;
end
$$;
