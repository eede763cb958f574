-- Since when a connection is as it is: the check of every hour does not change it.
alter table connections add column since timestamptz;
update connections set since = checked_at;
