-- A popup that U-ON refuses for good is told apart from one that could not be sent: it is counted.
alter table popups drop constraint popups_state_check;
alter table popups add constraint popups_state_check
  check (state in ('claimed', 'sent', 'not-sent', 'unclear', 'dropped', 'refused'));
