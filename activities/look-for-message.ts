import { noteMessageId, takeSlot, type BotChat } from '../db/telegram-chats.ts';
import {
  markLooked,
  markNotSent,
  markSent,
  nextUnknownId,
  type Sending,
  type TelegramNews,
} from '../db/telegram-messages.ts';
import { hasOwnSequence, isGroupId } from '../domain/telegram-pace.ts';
import { TelegramError } from '../telegram/errors.ts';
import type { ToldNext } from './contract/telegram.ts';
import type { TelegramTurn } from './telegram-deps.ts';
import { textHash } from './text-hash.ts';
import { afterTrouble, end, NEXT, requestMs, SETTLE_MS } from './telegram-trouble.ts';

/**
 * So many ids in a row without a message: there are no higher ones. Few of a chat's own; of a bot's, others' chats have some. In a
 * group they say so to an administrator alone: a bot in privacy mode does not see what others write.
 */
const MISSING = { own: 3, shared: 10 };
/** Somebody else writes that much into the chat: it is looked for no further, and not sent again. */
const MOST_LOOKS = 30;

/**
 * Looks for a message of which nobody knows whether it arrived, an id at a time, among those that came after the last one that was
 * known. Where it stands an edit with its own text changes nothing, and Telegram says so; others' messages can't be edited. Where
 * it surely does not stand it is to be sent; where that can't be said it is not, so that no call is told of twice.
 */
export async function lookForMessage(turn: TelegramTurn, news: TelegramNews, sending: Sending): Promise<ToldNext> {
  const { deps, botId } = turn;
  const { pool, scale } = deps;
  const settledInMs = SETTLE_MS * scale - sending.ageMs;
  if (settledInMs > 0) return { kind: 'wait', ms: settledInMs };
  const { after, looked } = sending;
  if (after === null || looked >= MOST_LOOKS || news.botId !== botId || news.chatId === null) {
    return end(turn, news, 'unclear');
  }
  const chat: BotChat = { botId, chatId: news.chatId };
  const from = sending.lookAt ?? after + 1;
  const id = await nextUnknownId(pool, { ...chat, from });
  const slot = await takeSlot(pool, { ...chat, urgency: 0, scale });
  if (slot.kind !== 'granted') return slot.kind === 'wait' ? slot : NEXT;
  try {
    await deps.telegram.editMessageText(turn.access, { ...chat, messageId: id, html: sending.html }, requestMs(deps));
  } catch (error) {
    if (!(error instanceof TelegramError)) throw error;
    const { kind } = error.trouble;
    if (kind === 'not-editable' || kind === 'message-gone') {
      // Where one of ours stands behind them, ids that were not there were not the end.
      const missing = kind === 'not-editable' ? 0 : id === from ? sending.missing + 1 : 1;
      return notThere(turn, news, { chat, id, kind, missing });
    }
    if (kind === 'migrated') return end(turn, news, 'unclear', error.said);
    if (kind !== 'not-modified') return afterTrouble(turn, { news, chat, isNew: false }, error);
  }
  // One that said something else is ours all the same, and no other call's: a test message. It is this call's now.
  await markSent(pool, news, id, textHash(sending.html));
  await noteMessageId(pool, chat, id);
  deps.metrics.told('found');
  return NEXT;
}

interface NotThere {
  readonly chat: BotChat;
  readonly id: number;
  readonly kind: 'not-editable' | 'message-gone';
  /** How many in a row were not. */
  readonly missing: number;
}

async function notThere(
  turn: TelegramTurn,
  news: TelegramNews,
  { chat, id, kind, missing }: NotThere,
): Promise<ToldNext> {
  const { pool } = turn.deps;
  if (kind === 'not-editable') await noteMessageId(pool, chat, id);
  if (missing < (hasOwnSequence(chat.chatId) ? MISSING.own : MISSING.shared)) {
    await markLooked(pool, news, { next: id + 1, missing });
    return NEXT;
  }
  try {
    if (!(await seesAll(turn, chat)))
      return await end(turn, news, 'unclear', 'the bot is no administrator of the chat');
  } catch (error) {
    if (!(error instanceof TelegramError)) throw error;
    return afterTrouble(turn, { news, chat, isNew: false }, error);
  }
  await markNotSent(pool, news);
  return NEXT;
}

/** Does the bot see what others write? In its private chats, and as an administrator. */
async function seesAll({ deps, access, botId }: TelegramTurn, { chatId }: BotChat): Promise<boolean> {
  return (
    !isGroupId(chatId) || deps.telegram.isAdministrator(access, { chatId, userId: Number(botId) }, requestMs(deps))
  );
}
