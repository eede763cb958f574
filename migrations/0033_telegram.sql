-- The message of a call in the agency's chat in Telegram: what it is to say, what it said last, and where it stands.
create table telegram_messages (
  enterprise_number text not null,
  call_id text not null,
  -- Hashes of what one sees of the call: as it is now, and as it was told last.
  wanted text not null,
  told text,
  -- due: there is news. told: there is none. unclear: it may stand in the chat, and can't be found. gone: it stands there no
  -- more, or in a chat that is not ours any more. given-up: too old, or refused. none: it is nobody's to know.
  state text not null default 'due' check (state in ('due', 'told', 'unclear', 'gone', 'given-up', 'none')),
  -- 0 rings, 1 talks, 2 is over.
  urgency smallint not null,
  changed_at timestamptz not null default clock_timestamp(),
  -- Where it stands; no message_id: it was not sent, or nobody knows its id.
  bot_id text,
  chat_id text,
  message_id bigint,
  -- Hash of the text that stands there.
  text_hash text,
  -- A message that is on its way, or of which nobody knows whether it arrived: its text, by which it is looked for.
  sending text,
  sending_wanted text,
  sending_since timestamptz,
  -- The last id in the chat that was known then, the next one to look at, and how many in a row were not there.
  sending_after bigint,
  look_at bigint,
  looked integer not null default 0,
  missing integer not null default 0,
  primary key (enterprise_number, call_id)
);
create index telegram_messages_due on telegram_messages (enterprise_number, urgency, changed_at) where state = 'due';
create index telegram_messages_sending on telegram_messages (bot_id, chat_id) where sending is not null;
create index telegram_messages_ids on telegram_messages (bot_id, chat_id, message_id) where message_id is not null;

-- A chat of a bot, and under an empty chat_id the bot itself.
create table telegram_chats (
  bot_id text not null,
  chat_id text not null,
  -- Of the chat's own sequence; of private chats and plain groups, which share one, the bot's row has it.
  last_message_id bigint,
  -- When its last requests left (epoch, ms): of the last minute.
  sent_ms double precision[] not null default '{}',
  -- Telegram said to wait until then.
  held_until timestamptz,
  -- The supergroup that it has become.
  migrated_to text,
  primary key (bot_id, chat_id)
);

-- Until when somebody looks after the news of an enterprise.
create table telegram_watch (
  enterprise_number text primary key,
  until timestamptz not null
);
