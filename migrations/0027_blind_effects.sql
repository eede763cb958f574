-- Can U-ON not be asked whether it did it? Of rows of before it is not known.
alter table effects add column is_blind boolean not null default false;
