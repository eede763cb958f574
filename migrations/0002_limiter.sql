-- U-ON takes 10 requests a second of an account; we send at most 8 in any second, over all processes. One row per
-- account, this database's clock, and one function that decides. All times are microseconds since 1970.

-- Unlogged: a grant costs no disk flush, and what it says is worthless a second later anyway.
CREATE UNLOGGED TABLE limiter_windows (
  account text PRIMARY KEY,
  -- When each of the last 8 granted requests leaves at the latest, newest first.
  leaves_by bigint[] NOT NULL DEFAULT '{}',
  -- U-ON answered 429: nobody sends before.
  held_until bigint NOT NULL DEFAULT 0,
  -- By priority: until when a refused request of it holds back those of worse priority.
  wanted_until bigint[] NOT NULL DEFAULT '{0,0,0,0}',
  -- The latest time at which anyone looked at this row: shows a clock that was set back.
  seen_at bigint NOT NULL
) WITH (fillfactor = 20);

-- Accounts that ever had a row above. A crash or a failover empties unlogged tables: an account that is here and not
-- there may have used up its second just now.
CREATE TABLE limiter_accounts (
  account text PRIMARY KEY
);

CREATE FUNCTION limiter_microseconds(moment timestamptz) RETURNS bigint
LANGUAGE sql IMMUTABLE AS $$
  SELECT (extract(epoch FROM moment) * 1000000)::bigint
$$;

-- Locks the account's row, made if it is missing, and gives it back with seen_at = now by the clock after the lock.
CREATE FUNCTION limiter_lock(p_account text) RETURNS limiter_windows
LANGUAGE plpgsql AS $$
DECLARE
  row_locked limiter_windows;
  moment bigint;
  set_back bigint;
BEGIN
  LOOP
    SELECT * INTO row_locked FROM limiter_windows WHERE account = p_account FOR UPDATE;
    EXIT WHEN FOUND;
    INSERT INTO limiter_accounts VALUES (p_account) ON CONFLICT DO NOTHING;
    moment := limiter_microseconds(clock_timestamp());
    INSERT INTO limiter_windows (account, held_until, seen_at)
      VALUES (p_account, CASE WHEN FOUND THEN 0 ELSE moment + 1250000 END, moment)
      ON CONFLICT DO NOTHING;
  END LOOP;

  moment := limiter_microseconds(clock_timestamp());
  IF moment < row_locked.seen_at THEN
    -- The clock was set back: move what the row holds with it, else the account would stand still until the old time.
    set_back := row_locked.seen_at - moment;
    row_locked.leaves_by := ARRAY(SELECT t - set_back FROM unnest(row_locked.leaves_by) t ORDER BY t DESC);
    row_locked.wanted_until := ARRAY(
      SELECT t - set_back FROM unnest(row_locked.wanted_until) WITH ORDINALITY w(t, n) ORDER BY n);
    row_locked.held_until := row_locked.held_until - set_back;
    UPDATE limiter_windows
      SET leaves_by = row_locked.leaves_by, wanted_until = row_locked.wanted_until,
        held_until = row_locked.held_until, seen_at = moment
      WHERE account = p_account;
  END IF;
  row_locked.seen_at := moment;
  RETURN row_locked;
END
$$;

-- Asks for a slot for one request that leaves at most p_margin after the answer was decided. Answers a slot (its name
-- for limiter_give_back) or how long to wait. Priority 1 is a live request, 5 recovery.
CREATE FUNCTION limiter_take(
  p_account text, p_priority integer, p_margin bigint,
  OUT received_at bigint, OUT decided_at bigint, OUT slot bigint, OUT wait bigint
)
LANGUAGE plpgsql AS $$
DECLARE
  second CONSTANT bigint := 1000000;
  -- The margin of an ordinary request: the spacing below is between decisions, leaves_by is this much later.
  usual_margin CONSTANT bigint := 15000;
  w limiter_windows;
  next_at bigint;
BEGIN
  received_at := limiter_microseconds(statement_timestamp());
  w := limiter_lock(p_account);
  decided_at := w.seen_at;

  next_at := greatest(
    w.held_until,
    -- 8 in any second: the 8th last has left a second before.
    w.leaves_by[8] + second,
    -- Of a busy account, requests 100 ms apart (live) or 120: two full windows would else meet at U-ON's end when the
    -- way there varies. The first few of an idle account go at once.
    CASE WHEN w.leaves_by[4] - usual_margin > decided_at - second
      THEN w.leaves_by[1] - usual_margin + CASE WHEN p_priority = 1 THEN 100000 ELSE 120000 END
    END,
    (SELECT max(t) FROM unnest(w.wanted_until[1:p_priority - 1]) t)
  );

  IF next_at <= decided_at THEN
    slot := decided_at + p_margin;
    WHILE slot = ANY (w.leaves_by) LOOP
      slot := slot + 1;
    END LOOP;
    UPDATE limiter_windows
      SET seen_at = decided_at,
        leaves_by = ARRAY(SELECT t FROM unnest(array_append(w.leaves_by, slot)) t ORDER BY t DESC LIMIT 8)
      WHERE account = p_account;
    RETURN;
  END IF;

  wait := next_at - decided_at;
  -- A request that had to wait holds back the worse ones of all processes until it has had time to ask again.
  IF p_priority < 5 AND w.wanted_until[p_priority] < next_at + 60000 THEN
    UPDATE limiter_windows
      SET seen_at = decided_at, wanted_until[p_priority] = next_at + 60000
      WHERE account = p_account;
  END IF;
END
$$;

-- The request did not leave. What the slot pushed out of leaves_by may stay forgotten: it was a second old by then.
CREATE FUNCTION limiter_give_back(p_account text, p_slot bigint) RETURNS void
LANGUAGE sql AS $$
  UPDATE limiter_windows SET leaves_by = array_remove(leaves_by, p_slot) WHERE account = p_account
$$;

CREATE FUNCTION limiter_hold(p_account text, p_microseconds bigint) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  w limiter_windows := limiter_lock(p_account);
BEGIN
  UPDATE limiter_windows
    SET seen_at = w.seen_at, held_until = greatest(w.held_until, w.seen_at + p_microseconds)
    WHERE account = p_account;
END
$$;
