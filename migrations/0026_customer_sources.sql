-- Where each name of a customer came from: {"last_name": {"client": "5", "told": "webhook", "at": "2026-01-31T10:00:00+00:00"}}.
-- Rows of before say nothing of it. For the columns that are made of others the table is written anew once.
alter table customers
  add column sources jsonb not null default '{}',
  -- Names and company in lower case, so that a search compares them as they are.
  add column words text not null generated always as (
    lower(coalesce(last_name, '') || ' ' || coalesce(first_name, '') || ' ' || coalesce(middle_name, '') || ' '
          || coalesce(company, ''))) stored,
  -- Surname and name, by which two numbers may be one person's; null where one of them is not known.
  add column namesake text generated always as (
    case when last_name <> '' and first_name <> ''
         then translate(lower(last_name || ' ' || first_name), 'ё', 'е') end) stored,
  -- Whom its numbers are one of.
  add column person text not null generated always as (coalesce(nullif(meta ->> 'person_uid', ''), phone_e164)) stored;

-- The list shows those that changed last first.
create index if not exists customers_by_age on customers (enterprise_number, updated_at desc, phone_e164 desc);
-- Namesakes are found in the index alone.
create index if not exists customers_by_name on customers (enterprise_number, namesake, phone_e164)
  include (person, middle_name) where namesake is not null;
-- A number of several clients in U-ON.
create index if not exists customers_of_several on customers (enterprise_number, phone_e164)
  where jsonb_array_length(coalesce(meta -> 'ids' -> 'uon', '[]')) > 1;
