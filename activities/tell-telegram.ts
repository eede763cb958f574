import { BUSY_MS, currentChat, noteMessageId, takeSlot, type BotChat } from '../db/telegram-chats.ts';
import { telegramFacts } from '../db/telegram-call.ts';
import {
  claimSending,
  giveUpAll,
  markEdited,
  markMoved,
  markSent,
  nextNews,
  othersAreSending,
  type TelegramNews,
} from '../db/telegram-messages.ts';
import { isTelegramStopped } from '../db/telegram-stop.ts';
import { watchNews } from '../db/telegram-watch.ts';
import { ownNumbers } from '../domain/settings/line.ts';
import { telegramText } from '../domain/telegram-text.ts';
import { TelegramError } from '../telegram/errors.ts';
import type { ToldNext } from './contract/telegram.ts';
import { lookForMessage } from './look-for-message.ts';
import { botIdOf, type TelegramDeps, type TelegramTurn } from './telegram-deps.ts';
import { textHash } from './text-hash.ts';
import { afterTrouble, end, NEXT, requestMs, SETTLE_MS } from './telegram-trouble.ts';

/** A workflow that was told to wait comes back by then; else somebody else may look whether it is there. */
const WATCHED_MS = 30_000;

/** What waits for a chat is looked at again by then, with what came meanwhile. */
const MOST_WAIT_MS = 10_000;

/**
 * Tells the most urgent news of an enterprise's calls in its chat: one request to Telegram at most. What the message says is read
 * right before, so news that come one after the other are one request.
 */
export async function tellNext(deps: TelegramDeps, enterprise: string): Promise<ToldNext> {
  const told = await tellNews(deps, enterprise);
  if (told.kind === 'next' || told.kind === 'wait') {
    await watchNews(deps.pool, enterprise, (told.kind === 'wait' ? told.ms : 0) + WATCHED_MS);
  }
  return told;
}

async function tellNews(deps: TelegramDeps, number: string): Promise<ToldNext> {
  const { pool } = deps;
  const known = await deps.settings.withTelegram(number);
  if (!known?.bot) {
    await giveUpAll(pool, number);
    return { kind: 'idle' };
  }
  const { token, threadId } = known.bot;
  const botId = botIdOf(token);
  const chatId = await currentChat(pool, { botId, chatId: known.bot.chatId });
  const { scale } = deps;
  const waits = { settleMs: SETTLE_MS * scale, patienceMs: patienceMs(deps), busyMs: BUSY_MS * scale };
  const news = await nextNews(pool, number, { botId, chatId, ...waits });
  if (!news) return { kind: 'idle' };
  if (await isTelegramStopped(pool, number)) return { kind: 'stopped' };
  // Whatever is new meanwhile may go to a chat that is not held.
  if (news.waitMs > 0) return { kind: 'wait', ms: Math.min(news.waitMs, MOST_WAIT_MS * scale) };
  const turn: TelegramTurn = { ...known, deps, botId, chatId, threadId, access: { token, apiUrl: deps.apiUrl } };
  if (news.sending) return lookForMessage(turn, news, news.sending);
  return news.messageId === null ? send(turn, news) : edit(turn, news, news.messageId);
}

async function send(turn: TelegramTurn, news: TelegramNews): Promise<ToldNext> {
  const { deps, botId, chatId, threadId, access } = turn;
  const html = await textOf(turn, news);
  if (html === null) return end(turn, news, 'none');
  const chat = { botId, chatId };
  const slot = await takeSlot(deps.pool, {
    ...{ ...chat, urgency: news.urgency, scale: deps.scale },
    claim: async (tx, after) => {
      if (await othersAreSending(tx, news, { ...chat, patienceMs: patienceMs(deps) })) return 'busy';
      return (await claimSending(tx, news, { ...chat, html, after })) ? 'claimed' : 'stale';
    },
  });
  if (slot.kind !== 'granted') return slot.kind === 'wait' ? slot : NEXT;
  return telling(turn, { news, chat, isNew: true }, async () => {
    const messageId = await deps.telegram.sendMessage(access, { chatId, threadId, html }, requestMs(deps));
    await markSent(deps.pool, news, messageId, textHash(html));
    await noteMessageId(deps.pool, chat, messageId);
    deps.metrics.told('sent');
  });
}

async function edit(turn: TelegramTurn, news: TelegramNews, messageId: number): Promise<ToldNext> {
  const { deps, botId, access } = turn;
  const { pool } = deps;
  if (news.botId !== botId || news.chatId === null) return end(turn, news, 'gone');
  const chat: BotChat = { botId, chatId: news.chatId };
  if ((await currentChat(pool, chat)) !== chat.chatId) {
    // A supergroup begins its ids anew: those of the group before would be other messages.
    await markMoved(pool, news);
    return NEXT;
  }
  const html = await textOf(turn, news);
  if (html === null) return end(turn, news, 'none');
  const done = () => markEdited(pool, news, textHash(html));
  if (textHash(html) === news.textHash) {
    await done();
    return NEXT;
  }
  const slot = await takeSlot(pool, { ...chat, urgency: news.urgency, scale: deps.scale });
  if (slot.kind !== 'granted') return slot.kind === 'wait' ? slot : NEXT;
  return telling(turn, { news, chat, isNew: false }, async () => {
    await unlessSaidAlready(() =>
      deps.telegram.editMessageText(access, { chatId: chat.chatId, messageId, html }, requestMs(deps)),
    );
    await done();
    deps.metrics.told('edited');
  });
}

/** For so long others of the chat wait for a message of which nobody knows whether it arrived. */
function patienceMs({ scale }: TelegramDeps): number {
  return 10 * SETTLE_MS * scale;
}

async function telling(
  turn: TelegramTurn,
  tried: Parameters<typeof afterTrouble>[1],
  run: () => Promise<void>,
): Promise<ToldNext> {
  try {
    await run();
    return NEXT;
  } catch (error) {
    if (!(error instanceof TelegramError)) throw error;
    return afterTrouble(turn, tried, error);
  }
}

async function unlessSaidAlready(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof TelegramError) || error.trouble.kind !== 'not-modified') throw error;
  }
}

/** Null: there is nothing to tell, or it is a call of the agency's own telephones. */
async function textOf({ deps, enterprise, account }: TelegramTurn, news: TelegramNews): Promise<string | null> {
  const facts = await telegramFacts(deps.pool, news, account);
  const { lines, timezone, telegram, uon } = enterprise;
  if (!facts || (facts.caller.kind === 'number' && ownNumbers(lines).includes(facts.caller.phoneE164))) return null;
  const { language, mask_phone } = telegram;
  return telegramText(facts, { language, mask_phone, timezone, links: uon.links, subdomain: uon.subdomain });
}
