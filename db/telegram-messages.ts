import type pg from 'pg';
import { hasOwnSequence, OWN_SEQUENCE, type Urgency } from '../domain/telegram-pace.ts';

/** A message that has news, or of which nobody knows whether it arrived. */
export interface TelegramNews {
  readonly enterprise: string;
  readonly callId: string;
  /** What it is to say; to be given back with what it was told. */
  readonly wanted: string;
  readonly urgency: Urgency;
  /** Where it stands, or was sent to last. */
  readonly botId: string | null;
  readonly chatId: string | null;
  readonly messageId: number | null;
  readonly textHash: string | null;
  readonly sending: Sending | null;
  /** So long nothing can be told of it: Telegram holds its chat, or what was sent may be on its way yet. 0: at once. */
  readonly waitMs: number;
}

/** A message that was sent, and whose answer nobody has noted. */
export interface Sending {
  readonly html: string;
  readonly ageMs: number;
  /** The last id that was known in the chat then; null: none was. */
  readonly after: number | null;
  readonly lookAt: number | null;
  /** How many ids were looked at, and how many of the last were not there. */
  readonly looked: number;
  readonly missing: number;
}

/** How a message ended that is told no more. */
export type MessageEnd = 'unclear' | 'gone' | 'given-up' | 'none';

interface Row extends Omit<TelegramNews, 'sending'>, Omit<Sending, 'html'> {
  readonly html: string | null;
}

/** Where new messages of an enterprise go, and how long an answer that was lost may be on its way yet. */
export interface NewsPlace {
  readonly botId: string;
  readonly chatId: string;
  readonly settleMs: number;
  /** For so long others wait for a message to the same chat. */
  readonly patienceMs: number;
  /** Before it is asked again whether such a one is on its way yet. */
  readonly busyMs: number;
}

/**
 * The most urgent news of an enterprise: what may have arrived first, then what rings, talks, is over; the oldest of each. What has to
 * wait comes after all that need not: a chat that is held holds no other.
 */
export async function nextNews(
  pool: pg.Pool,
  enterprise: string,
  { botId, chatId, settleMs, patienceMs, busyMs }: NewsPlace,
): Promise<TelegramNews | null> {
  const { rows } = await pool.query<Row>(
    `select m.enterprise_number as enterprise, m.call_id as "callId", m.wanted, m.urgency, m.bot_id as "botId",
            m.chat_id as "chatId", m.message_id as "messageId", m.text_hash as "textHash", m.sending as html,
            (extract(epoch from clock_timestamp() - m.sending_since) * 1000)::float8 as "ageMs",
            m.sending_after as after, m.look_at as "lookAt", m.looked, m.missing, wait.ms as "waitMs"
       from telegram_messages m
       cross join lateral (select m.message_id is null and m.sending is null as is_new) message
       left join telegram_chats c on c.bot_id = case when message.is_new then $2 else m.bot_id end
                                 and c.chat_id = case when message.is_new then $3 else m.chat_id end
       cross join lateral (
         select greatest(
           0, extract(epoch from c.held_until - clock_timestamp()) * 1000,
           $4 - extract(epoch from clock_timestamp() - m.sending_since) * 1000,
           case when message.is_new then (
             select $6::float8 from telegram_messages o
              where o.bot_id = $2 and o.chat_id = $3 and o.sending is not null
                and o.sending_since > clock_timestamp() - make_interval(secs => $5::float8 / 1000) limit 1) end)::float8 as ms) wait
      where m.enterprise_number = $1 and m.state = 'due'
      order by wait.ms, m.sending is null, m.urgency, m.changed_at limit 1`,
    [enterprise, botId, chatId, settleMs, patienceMs, busyMs],
  );
  const [row] = rows;
  if (!row) return null;
  const { html, ageMs, after, lookAt, looked, missing, ...news } = row;
  return { ...news, sending: html === null ? null : { html, ageMs, after, lookAt, looked, missing } };
}

type Of = Pick<TelegramNews, 'enterprise' | 'callId'>;

const NO_SENDING = `sending = null, sending_wanted = null, sending_since = null, sending_after = null, look_at = null, looked = 0,
  missing = 0`;
const STATE_AFTER = (told: string) => `case when wanted = ${told} then 'told' else 'due' end`;

/** Notes what is about to be sent, before it leaves; false where it is to be sent no more. */
export async function claimSending(
  tx: pg.PoolClient,
  { enterprise, callId, wanted }: TelegramNews,
  to: { readonly botId: string; readonly chatId: string; readonly html: string; readonly after: number | null },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update telegram_messages set bot_id = $3, chat_id = $4, sending = $5, sending_wanted = $6,
            sending_since = clock_timestamp(), sending_after = $7, look_at = null, looked = 0, missing = 0
      where enterprise_number = $1 and call_id = $2 and state = 'due' and message_id is null and sending is null`,
    [enterprise, callId, to.botId, to.chatId, to.html, wanted, to.after],
  );
  return rowCount === 1;
}

/** Does somebody else's message to the chat wait for its answer, and has not for longer than `patienceMs`? */
export async function othersAreSending(
  tx: pg.PoolClient,
  { enterprise, callId }: Of,
  chat: { readonly botId: string; readonly chatId: string; readonly patienceMs: number },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `select from telegram_messages where bot_id = $3 and chat_id = $4 and sending is not null
        and (enterprise_number, call_id) <> ($1, $2)
        and sending_since > clock_timestamp() - make_interval(secs => $5::float8 / 1000) limit 1`,
    [enterprise, callId, chat.botId, chat.chatId, chat.patienceMs],
  );
  return (rowCount ?? 0) > 0;
}

/** What was sent stands in the chat under this id. */
export async function markSent(pool: pg.Pool, { enterprise, callId }: Of, messageId: number, textHash: string) {
  await pool.query(
    `update telegram_messages set message_id = $3, text_hash = $4, told = sending_wanted,
            state = ${STATE_AFTER('sending_wanted')}, ${NO_SENDING}
      where enterprise_number = $1 and call_id = $2 and sending is not null`,
    [enterprise, callId, messageId, textHash],
  );
}

/** It surely did not arrive. */
export async function markNotSent(pool: pg.Pool, { enterprise, callId }: Of): Promise<void> {
  await pool.query(
    `update telegram_messages set ${NO_SENDING} where enterprise_number = $1 and call_id = $2 and message_id is null`,
    [enterprise, callId],
  );
}

/** It says now what was wanted of it. */
export async function markEdited(pool: pg.Pool, { enterprise, callId, wanted }: TelegramNews, textHash: string) {
  await pool.query(
    `update telegram_messages set text_hash = $4, told = $3, state = ${STATE_AFTER('$3')}
      where enterprise_number = $1 and call_id = $2 and state = 'due'`,
    [enterprise, callId, wanted, textHash],
  );
}

/** Its chat is another one now: it is to be sent there. */
export async function markMoved(pool: pg.Pool, { enterprise, callId }: Of): Promise<void> {
  await pool.query(
    `update telegram_messages set message_id = null, chat_id = null, text_hash = null, told = null
      where enterprise_number = $1 and call_id = $2`,
    [enterprise, callId],
  );
}

export async function endMessage(pool: pg.Pool, { enterprise, callId }: Of, end: MessageEnd): Promise<void> {
  await pool.query(
    `update telegram_messages set state = $3, ${NO_SENDING} where enterprise_number = $1 and call_id = $2`,
    [enterprise, callId, end],
  );
}

/** It is not under the id that was looked at. */
export async function markLooked(
  pool: pg.Pool,
  { enterprise, callId }: Of,
  { next, missing }: { readonly next: number; readonly missing: number },
): Promise<void> {
  await pool.query(
    `update telegram_messages set look_at = $3, missing = $4, looked = looked + 1
      where enterprise_number = $1 and call_id = $2 and sending is not null`,
    [enterprise, callId, next, missing],
  );
}

/**
 * The first id from `from` on under which none of our messages is known to stand: in the chat, or in any of those that share the
 * bot's sequence with it.
 */
export async function nextUnknownId(
  pool: pg.Pool,
  { botId, chatId, from }: { readonly botId: string; readonly chatId: string; readonly from: number },
): Promise<number> {
  const { rows } = await pool.query<{ id: number }>(
    `select id from generate_series($3::bigint, $3::bigint + 1000) as id
      where id not in (
        select message_id from telegram_messages
         where bot_id = $1 and message_id between $3 and $3 + 1000 and (chat_id = $2 or ($4 and chat_id !~ $5)))
      order by id limit 1`,
    [botId, chatId, from, !hasOwnSequence(chatId), OWN_SEQUENCE.source],
  );
  return rows[0]?.id ?? from;
}

/** The enterprise has no chat any more: what waits is told nobody. */
export async function giveUpAll(pool: pg.Pool, enterprise: string): Promise<void> {
  await pool.query(
    `update telegram_messages set state = 'given-up', ${NO_SENDING} where enterprise_number = $1 and state = 'due'`,
    [enterprise],
  );
}

/** What has waited for a day is nobody's news any more. Returns how many. */
export async function giveUpOld(pool: pg.Pool): Promise<number> {
  const { rowCount } = await pool.query(
    `update telegram_messages set state = 'given-up', ${NO_SENDING}
      where state = 'due' and changed_at < clock_timestamp() - interval '1 day'`,
  );
  return rowCount ?? 0;
}
