-- What must not be done twice in U-ON, and accounts in trouble.

-- One row per call and request that can't be repeated: written right before the request leaves, marked after it.
create table effects (
  enterprise_number text not null,
  call_id text not null,
  -- U-ON's method: `user/create`.
  effect text not null,
  account text not null,
  state text not null check (state in ('sending', 'done', 'unclear', 'not-sent')),
  -- Who sends, or sent last: an attempt that was cut off and wakes up late finds another one here.
  sender uuid not null,
  -- Requests that left, or may have, and when the first did.
  sends integer not null default 1,
  first_at timestamptz not null default clock_timestamp(),
  marked_at timestamptz not null default clock_timestamp(),
  -- The id that U-ON gave to what was made; null where it tells none.
  made_id text,
  primary key (enterprise_number, call_id, effect)
);

-- How many records we may have made since a moment: so many stand above one of that moment in a list.
create index effects_of_account on effects (account, effect, marked_at);

-- Who claimed the popup last, as `effects.sender`.
alter table popups add column sender uuid;

-- Accounts whose last request failed: no row, no trouble. Logged, since a refused key must stay unasked after a crash.
create table account_troubles (
  account text primary key,
  -- Answers in a row that were none.
  failures integer not null default 0,
  -- U-ON refused the key: nothing is sent until an enterprise with this account is applied again.
  stopped boolean not null default false,
  -- Set after too many failures: nothing is sent, but one request each time this moment is over. Microseconds since 1970.
  probe_at bigint
);

-- As limiter_take, of accounts in trouble too. `trouble` is null where all is well; `watched`: the outcome of the request
-- is to be told; `paused`, `stopped`: there is no slot, and nobody else need ask for `wait` microseconds.
create function limiter_ask(
  p_account text, p_priority integer, p_margin bigint, p_probe_every bigint,
  out received_at bigint, out decided_at bigint, out slot bigint, out wait bigint, out trouble text
)
language plpgsql as $$
declare
  t account_troubles;
begin
  select * into t from account_troubles where account = p_account;
  if found then
    received_at := limiter_microseconds(statement_timestamp());
    decided_at := limiter_microseconds(clock_timestamp());
    if t.stopped then
      trouble := 'stopped';
      wait := p_probe_every;
      return;
    end if;
    -- A moment further off than the longest wait is left from a clock that was set back.
    if t.probe_at > decided_at and t.probe_at <= decided_at + p_probe_every then
      trouble := 'paused';
      wait := t.probe_at - decided_at;
      return;
    end if;
    trouble := 'watched';
  end if;

  select taken.received_at, taken.decided_at, taken.slot, taken.wait
    into received_at, decided_at, slot, wait
    from limiter_take(p_account, p_priority, p_margin) as taken;

  -- One request is the probe, whoever comes first: the others of this moment had to wait for the lock of limiter_take.
  if slot is not null and t.probe_at is not null then
    update account_troubles set probe_at = decided_at + p_probe_every where account = p_account and probe_at = t.probe_at;
    if not found and exists (select from account_troubles where account = p_account and probe_at is not null) then
      perform limiter_give_back(p_account, slot);
      slot := null;
      trouble := 'paused';
      wait := p_probe_every;
    end if;
  end if;
end
$$;
