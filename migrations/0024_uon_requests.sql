-- What was sent to U-ON for a call and what it answered, reduced to what people may read; written afterwards, in batches.
create table uon_requests (
  id bigint generated always as identity primary key,
  enterprise_number text not null,
  -- A call's, or `notice:<run id>`.
  call_id text not null,
  -- When it left, or was given up.
  at timestamptz not null,
  http_method text not null,
  -- U-ON's method: `user/update`.
  method text not null,
  -- Without address and key.
  path text not null,
  parameters json,
  outcome text not null,
  status integer,
  code text,
  answer json,
  is_cut boolean not null,
  took_ms integer,
  attempt integer
);
create index uon_requests_of_call on uon_requests (enterprise_number, call_id, at, id);
create index uon_requests_of_notices on uon_requests (at) where starts_with(call_id, 'notice:');

-- The channels of a call: its events are found by them.
create index call_legs_of_call on call_legs (enterprise_number, call_id);
