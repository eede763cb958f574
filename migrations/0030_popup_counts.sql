-- How popups fared: when what they tell of arrived, why they were not sent, and when somebody first followed a link of theirs.

alter table popups add column event_at timestamptz;
alter table popups add column dropped_as text check (dropped_as in ('late', 'over'));
alter table popups add column opened_at timestamptz;

-- The popups of an agency since a moment are counted by variant. Only what never changes once a popup went is in it, so that marking
-- one writes no index.
create index if not exists popups_by_time on popups (enterprise_number, claimed_at);
