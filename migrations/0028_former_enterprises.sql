-- Whoever is left without any enterprise has an empty list: null would be all. So it is when the enterprise is removed: the next
-- one of its number is somebody else's.
alter table admin_users drop constraint admin_users_enterprises_check;
alter table service_tokens drop constraint service_tokens_enterprises_check;
