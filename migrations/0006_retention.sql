-- Personal data of old calls is emptied; the row stays, so that a repeat of an old event finds its call closed.
alter table calls add column forgotten_at timestamptz;

create index if not exists calls_to_forget on calls (closed_at) where closed_at is not null and forgotten_at is null;
-- Rows come in order of time: a summary of each range of pages is enough to find the old ones.
create index if not exists inbox_by_age on inbox using brin (received_at);
