-- Where each name of a customer came from: {"last_name": {"client": "5", "told": "webhook", "at": "2026-01-31T10:00:00+00:00"}}.
-- Rows of before say nothing of it.
alter table customers add column sources jsonb not null default '{}';

-- The list shows those that changed last first.
create index if not exists customers_by_age on customers (enterprise_number, updated_at desc, phone_e164 desc);
-- One name under several numbers may be one person. Few have no name at all.
create index if not exists customers_by_name on customers
  (enterprise_number, translate(lower(coalesce(last_name, '') || ' ' || coalesce(first_name, '')), 'ё', 'е'))
  where last_name <> '' and first_name <> '';
