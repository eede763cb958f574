import type pg from 'pg';
import type { Urgency } from '../domain/telegram-pace.ts';

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

/** The most urgent news of an enterprise: what may have arrived first, then what rings, talks, is over; the oldest of each. */
export async function nextNews(pool: pg.Pool, enterprise: string): Promise<TelegramNews | null> {
  const { rows } = await pool.query<Row>(
    `select enterprise_number as enterprise, call_id as "callId", wanted, urgency, bot_id as "botId", chat_id as "chatId",
            message_id as "messageId", text_hash as "textHash", sending as html,
            (extract(epoch from clock_timestamp() - sending_since) * 1000)::float8 as "ageMs",
            sending_after as after, look_at as "lookAt", looked, missing
       from telegram_messages where enterprise_number = $1 and state = 'due'
      order by sending is null, urgency, changed_at limit 1`,
    [enterprise],
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

/** The first id from `from` on under which none of our messages is known to stand. */
export async function nextUnknownId(
  pool: pg.Pool,
  { botId, chatId, from }: { readonly botId: string; readonly chatId: string; readonly from: number },
): Promise<number> {
  const { rows } = await pool.query<{ id: number }>(
    `select id from generate_series($3::bigint, $3::bigint + 1000) as id
      where not exists (select from telegram_messages where bot_id = $1 and chat_id = $2 and message_id = id)
      order by id limit 1`,
    [botId, chatId, from],
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
