-- What a popup tells of its caller.

-- Calls of U-ON's own history are kept beside a client's leads and requests, without their notes.
alter table client_lists drop constraint client_lists_kind_check;
alter table client_lists add constraint client_lists_kind_check check (kind in ('leads', 'requests', 'calls'));

-- A number's calls that are over and have not closed: who calls back at once had one a minute ago. Its number is written once, so
-- that a step which is written later leaves the index alone.
create index if not exists calls_open_by_number on calls (enterprise_number, phone_e164, opened_at)
  where closed_at is null and phone_e164 is not null;
