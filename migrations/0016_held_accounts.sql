-- The U-ON accounts in which webhooks of ours may stand: that of the settings, and those that it was before and that could
-- not be cleared yet. What we know of a webhook is known of it in its account: another's may have the same ids.

create table held_accounts (
  enterprise_number text not null,
  -- Keyed hash of the key. Empty: held before this table, and not looked at since.
  account text not null,
  sealed_key text not null,
  api_url text not null,
  body_format text not null,
  -- Of those that are known to be ours there.
  webhook_ids text[] not null default '{}',
  -- Since when it could not be cleared though it is ours no more.
  failing_since timestamptz,
  primary key (enterprise_number, account)
);

insert into held_accounts (enterprise_number, account, sealed_key, api_url, body_format, webhook_ids)
  select enterprise_number, '', sealed_key, api_url, body_format, array(select value from jsonb_each_text(webhooks))
    from connections where sealed_key is not null;

-- These columns of `connections` are read no more. They stay for processes of the version before, which may still write them.
update connections set sealed_key = null, api_url = null, body_format = null;

-- The asking that the last look answered: a look that began before the settings were stored again does not answer for them.
alter table connections add column answered_ask timestamptz;
update connections set answered_ask = asked_at where is_told and checked_at > asked_at;
