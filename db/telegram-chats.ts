import type pg from 'pg';
import { hasOwnSequence, isGroupId, paceWaitMs, type Urgency } from '../domain/telegram-pace.ts';
import { inTransaction } from './transaction.ts';

/** A chat as one of a bot's. */
export interface BotChat {
  readonly botId: string;
  readonly chatId: string;
}

/** May the next request leave? `stale`: it is wanted no more. */
export type Slot = { readonly kind: 'granted' | 'stale' } | { readonly kind: 'wait'; readonly ms: number };

interface Row {
  readonly chat_id: string;
  readonly last_message_id: number | null;
  readonly sent_ms: number[];
  readonly now_ms: number;
  readonly held_ms: number | null;
}

/** Waits somewhat longer than a moment for who comes before. */
export const BUSY_MS = 1_000;
/** What is kept: no window is longer. */
const KEPT_MS = 70_000;

export interface SlotWish extends BotChat {
  readonly urgency: Urgency;
  readonly scale: number;
  /** In the same transaction, with the last id known in the chat; tells that it is `busy` with another's, or `stale`. */
  readonly claim?: (tx: pg.PoolClient, after: number | null) => Promise<'claimed' | 'busy' | 'stale'>;
}

/** Takes one of the requests that a chat and its bot may have, over all processes. */
export async function takeSlot(pool: pg.Pool, wish: SlotWish): Promise<Slot> {
  const { botId, chatId, urgency, scale, claim } = wish;
  return inTransaction(pool, async (tx) => {
    await tx.query(
      `insert into telegram_chats (bot_id, chat_id) values ($1, ''), ($1, $2) on conflict (bot_id, chat_id) do nothing`,
      [botId, chatId],
    );
    // The bot's row first, so that two never wait for each other.
    const { rows } = await tx.query<Row>(
      `select chat_id, last_message_id, sent_ms, (extract(epoch from clock_timestamp()) * 1000)::float8 as now_ms,
              (extract(epoch from held_until - clock_timestamp()) * 1000)::float8 as held_ms
         from telegram_chats where bot_id = $1 and chat_id in ('', $2) order by chat_id for update`,
      [botId, chatId],
    );
    const [bot, chat] = rows;
    if (!bot || !chat) throw new Error('The chat has no row');
    const nowMs = chat.now_ms;
    const pace = { ofChat: chat.sent_ms, ofBot: bot.sent_ms, nowMs, isGroup: isGroupId(chatId), urgency, scale };
    const waitMs = Math.max(chat.held_ms ?? 0, paceWaitMs(pace));
    if (waitMs > 0) return { kind: 'wait', ms: waitMs };
    const after = (hasOwnSequence(chatId) ? chat : bot).last_message_id;
    const claimed = (await claim?.(tx, after)) ?? 'claimed';
    if (claimed === 'busy') return { kind: 'wait', ms: BUSY_MS * scale };
    if (claimed === 'stale') return { kind: 'stale' };
    await noteSent(tx, { botId, chatId: '', sent: bot.sent_ms, nowMs });
    await noteSent(tx, { botId, chatId, sent: chat.sent_ms, nowMs });
    return { kind: 'granted' };
  });
}

async function noteSent(
  tx: pg.PoolClient,
  { botId, chatId, sent, nowMs }: BotChat & { readonly sent: readonly number[]; readonly nowMs: number },
): Promise<void> {
  // Of a bot with many chats the last second alone counts.
  const kept = sent.filter((at) => at > nowMs - (chatId === '' ? 2_000 : KEPT_MS));
  await tx.query('update telegram_chats set sent_ms = $3 where bot_id = $1 and chat_id = $2', [
    ...[botId, chatId],
    [...kept, nowMs],
  ]);
}

/** Telegram wants nothing of this chat for so long. */
export async function holdChat(pool: pg.Pool, { botId, chatId }: BotChat, forMs: number): Promise<void> {
  await pool.query(
    `update telegram_chats set held_until = clock_timestamp() + make_interval(secs => $3::float8 / 1000)
      where bot_id = $1 and chat_id = $2`,
    [botId, chatId, forMs],
  );
}

/** A message with this id stands in the chat: those that come have higher ones. */
export async function noteMessageId(pool: pg.Pool, { botId, chatId }: BotChat, messageId: number): Promise<void> {
  await pool.query(
    `insert into telegram_chats (bot_id, chat_id, last_message_id) values ($1, $2, $3)
     on conflict (bot_id, chat_id) do update
       set last_message_id = greatest(telegram_chats.last_message_id, excluded.last_message_id)`,
    [botId, hasOwnSequence(chatId) ? chatId : '', messageId],
  );
}

export async function noteMigration(pool: pg.Pool, { botId, chatId }: BotChat, to: string): Promise<void> {
  await pool.query(
    `insert into telegram_chats (bot_id, chat_id, migrated_to) values ($1, $2, $3)
     on conflict (bot_id, chat_id) do update set migrated_to = excluded.migrated_to`,
    [botId, chatId, to],
  );
}

/** The chat that this one is by now. A supergroup never becomes another. */
export async function currentChat(pool: pg.Pool, { botId, chatId }: BotChat): Promise<string> {
  const { rows } = await pool.query<{ migrated_to: string | null }>(
    'select migrated_to from telegram_chats where bot_id = $1 and chat_id = $2',
    [botId, chatId],
  );
  return rows[0]?.migrated_to ?? chatId;
}
