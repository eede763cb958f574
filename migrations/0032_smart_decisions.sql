-- What a PBX was told of a caller (getcustomerdata), and why: written afterwards, in batches. No name and no number is in it.
create table smart_decisions (
  id bigint generated always as identity primary key,
  enterprise_number text not null,
  -- The channel that was asked for: mostly the call's own.
  uniqueid text not null,
  at timestamptz not null,
  -- Keyed hash of the caller's number; null of a hidden one.
  phone_hash text,
  line text,
  mode text not null check (mode in ('off', 'name', 'route')),
  wants_dialplan boolean not null,
  has_name boolean not null,
  extension text,
  reason text not null,
  chain json not null,
  source text not null,
  took_ms integer not null
);
create index smart_decisions_of_call on smart_decisions (enterprise_number, uniqueid, id);
create index smart_decisions_by_phone on smart_decisions (enterprise_number, phone_hash) where phone_hash is not null;
create index smart_decisions_by_age on smart_decisions (at);
