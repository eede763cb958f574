import { holdChat, noteMigration, type BotChat } from '../db/telegram-chats.ts';
import { endMessage, markNotSent, type MessageEnd, type TelegramNews } from '../db/telegram-messages.ts';
import { stopTelegram } from '../db/telegram-stop.ts';
import { ALARM, type TelegramAlarm } from '../domain/alarms.ts';
import type { LastingTrouble, TelegramError } from '../telegram/errors.ts';
import type { ToldNext } from './contract/telegram.ts';
import type { TelegramDeps, TelegramTurn } from './telegram-deps.ts';

/** Before Telegram is tried again that could not be reached, or did not answer. */
const AWAY_MS = 5_000;
/** An answer that was lost may be on its way yet: a message is looked for no sooner. Requests take 10 s at most. */
export const SETTLE_MS = 12_000;

/** How long a request may take. */
export function requestMs({ scale }: Pick<TelegramDeps, 'scale'>): number {
  return Math.max(1_000, 10_000 * scale);
}

export const NEXT: ToldNext = { kind: 'next' };

const ALARM_OF: Readonly<Record<LastingTrouble, TelegramAlarm>> = {
  'token-refused': 'telegram-token-refused',
  'thread-not-found': 'telegram-thread-lost',
  'chat-not-found': 'telegram-chat-lost',
  kicked: 'telegram-chat-lost',
  blocked: 'telegram-chat-lost',
  'no-rights': 'telegram-chat-lost',
};

/** A message of this call to this chat. */
export interface Tried {
  readonly news: TelegramNews;
  readonly chat: BotChat;
  /** It was to be sent, not edited: what surely did not arrive is no longer on its way. */
  readonly isNew: boolean;
}

/** What follows of a request that failed. */
export async function afterTrouble(turn: TelegramTurn, tried: Tried, error: TelegramError): Promise<ToldNext> {
  const { deps } = turn;
  const { trouble } = error;
  const { news, chat } = tried;
  // A message that is looked for stays looked for.
  const surelyNot = async () => void (tried.isNew && (await markNotSent(deps.pool, news)));
  switch (trouble.kind) {
    case 'too-many':
      await surelyNot();
      await holdChat(deps.pool, chat, trouble.retryAfterMs);
      return { kind: 'wait', ms: trouble.retryAfterMs };
    case 'migrated':
      await surelyNot();
      await noteMigration(deps.pool, chat, trouble.chatId);
      return NEXT;
    case 'not-sent':
      await surelyNot();
      return { kind: 'wait', ms: AWAY_MS * deps.scale };
    case 'unclear':
      return { kind: 'wait', ms: (tried.isNew ? SETTLE_MS : AWAY_MS) * deps.scale };
    case 'message-gone':
    case 'not-editable':
      return end(turn, news, 'gone');
    case 'not-modified':
    case 'refused':
      return end(turn, news, 'given-up', error.said);
    default:
      return lasting(turn, tried, trouble.kind, surelyNot);
  }
}

/** In a chat that is not the settings' any more nothing can be mended: the message stays as it is. */
async function lasting(
  turn: TelegramTurn,
  { news, chat, isNew }: Tried,
  kind: LastingTrouble,
  surelyNot: () => Promise<void>,
): Promise<ToldNext> {
  const isOurs = kind === 'token-refused' || chat.chatId === turn.chatId;
  if (!isOurs || (kind === 'thread-not-found' && !isNew)) return end(turn, news, 'gone');
  await surelyNot();
  await stop(turn, ALARM_OF[kind]);
  return { kind: 'stopped' };
}

/** Tells nobody any more until somebody has mended it. */
async function stop({ deps, enterprise }: TelegramTurn, kind: TelegramAlarm): Promise<void> {
  if (!(await stopTelegram(deps.pool, enterprise.number, kind))) return;
  deps.log.error({ enterprise: enterprise.number }, ALARM[kind]);
}

/** The call is told no more. */
export async function end(
  { deps }: TelegramTurn,
  news: TelegramNews,
  how: MessageEnd,
  said: string | null = null,
): Promise<ToldNext> {
  await endMessage(deps.pool, news, how);
  deps.metrics.told(how);
  if (how !== 'none') {
    const { enterprise, callId } = news;
    deps.log.warn({ enterprise, callId, how, said }, 'the message of a call in Telegram is not kept up any more');
  }
  return NEXT;
}
