import { currentChat, noteMessageId, noteMigration } from '../db/telegram-chats.ts';
import { releaseTelegram } from '../db/telegram-stop.ts';
import {
  TELEGRAM_TEST_TEXT,
  telegramCheckStep,
  type TelegramCheckFacts,
  type TelegramCheckStep,
  type TelegramCheckStepName,
  type TelegramCheckSteps,
} from '../domain/telegram-check.ts';
import { TelegramError } from '../telegram/errors.ts';
import type { TelegramCheckActivities } from './contract/checks.ts';
import { botIdOf, type TelegramDeps, type TelegramPlace } from './telegram-deps.ts';

const NO_BOT = 'there is no bot or chat any more';

/** What an administrator has tried in Telegram: one request each, whatever the pace of the chat. */
export function createTelegramChecks(deps: TelegramDeps): TelegramCheckActivities {
  const { pool, telegram, settings, apiUrl } = deps;
  return {
    tryBot: async (enterprise, withinMs) => {
      const tried = await trying(settings, enterprise, (place) => telegram.getMe(accessOf(place, apiUrl), withinMs));
      return stepOf('bot', tried, { ok: () => 'accepted', failed: botCode });
    },
    tryChat: async (enterprise, withinMs) => {
      const tried = await trying(settings, enterprise, async (place) => {
        const { chat, wasMoved } = await nowChat(deps, place);
        try {
          return { ...(await telegram.getChat(accessOf(place, apiUrl), chat.chatId, withinMs)), ...wasMoved };
        } catch (error) {
          if (!(error instanceof TelegramError) || error.trouble.kind !== 'migrated') throw error;
          const to = error.trouble.chatId;
          await noteMigration(pool, chat, to);
          return { ...(await telegram.getChat(accessOf(place, apiUrl), to, withinMs)), migratedTo: to };
        }
      });
      const ok = ({ migratedTo }: { migratedTo: string | null }) => (migratedTo === null ? 'found' : 'migrated');
      return stepOf('chat', tried, { ok, failed: chatCode });
    },
    tryMessage: async (enterprise, withinMs) => {
      const tried = await trying(settings, enterprise, async (place) => {
        const { chat } = await nowChat(deps, place);
        const message = { chatId: chat.chatId, threadId: place.threadId, html: TELEGRAM_TEST_TEXT };
        const messageId = await telegram.sendMessage(accessOf(place, apiUrl), message, withinMs);
        await noteMessageId(pool, chat, messageId);
        return { messageId: String(messageId), isReleased: await releaseTelegram(pool, enterprise) };
      });
      const isUnsure = (code: MessageCode) => code === 'no-answer' || code === 'server-error';
      const failed = (code: MessageCode) => (isUnsure(code) ? 'maybe-sent' : code);
      return stepOf('message', tried, { ok: () => 'sent', failed });
    },
  };
}

type MessageCode = TelegramCheckSteps['message']['code'];

type Tried<T> = { readonly tookMs: number } & (
  | { readonly kind: 'answered'; readonly value: T }
  | { readonly kind: 'failed'; readonly code: MessageCode; readonly message: string }
);

/** What was tried as a step of the check. */
function stepOf<Name extends TelegramCheckStepName, T extends Partial<TelegramCheckFacts[Name]>>(
  step: Name,
  tried: Tried<T>,
  codes: {
    readonly ok: (found: T) => TelegramCheckStep<Name>['code'];
    readonly failed: (code: MessageCode) => TelegramCheckStep<Name>['code'];
  },
): TelegramCheckStep<Name> {
  const { tookMs } = tried;
  return tried.kind === 'answered'
    ? telegramCheckStep(step, { state: 'ok', code: codes.ok(tried.value), tookMs }, tried.value)
    : telegramCheckStep(step, { state: 'failed', code: codes.failed(tried.code), tookMs, message: tried.message });
}

async function trying<T>(
  settings: TelegramDeps['settings'],
  enterprise: string,
  run: (place: TelegramPlace) => Promise<T>,
): Promise<Tried<T>> {
  const known = await settings.withTelegram(enterprise);
  if (!known?.bot) return { kind: 'failed', code: 'not-done', message: NO_BOT, tookMs: 0 };
  const began = performance.now();
  try {
    const value = await run(known.bot);
    return { kind: 'answered', value, tookMs: performance.now() - began };
  } catch (error) {
    if (!(error instanceof TelegramError)) throw error;
    return { kind: 'failed', code: codeOf(error), message: error.said, tookMs: performance.now() - began };
  }
}

function codeOf({ trouble }: TelegramError): MessageCode {
  switch (trouble.kind) {
    case 'unclear':
      return trouble.why;
    case 'not-sent':
      return 'not-reached';
    case 'migrated':
      return 'chat-not-found';
    case 'not-modified':
    case 'message-gone':
    case 'not-editable':
      return 'refused';
    default:
      return trouble.kind;
  }
}

/** Of a chat there is none that only a message has. */
function chatCode(code: MessageCode): TelegramCheckSteps['chat']['code'] {
  return code === 'sent' || code === 'maybe-sent' || code === 'thread-not-found' ? 'refused' : code;
}

/** Of a bot there is no chat yet. */
function botCode(code: MessageCode): TelegramCheckSteps['bot']['code'] {
  switch (code) {
    case 'token-refused':
    case 'too-many':
    case 'server-error':
    case 'no-answer':
    case 'not-reached':
    case 'not-done':
      return code;
    default:
      return 'refused';
  }
}

function accessOf({ token }: TelegramPlace, apiUrl: string) {
  return { token, apiUrl };
}

async function nowChat({ pool }: TelegramDeps, { token, chatId }: TelegramPlace) {
  const botId = botIdOf(token);
  const now = await currentChat(pool, { botId, chatId });
  return { chat: { botId, chatId: now }, wasMoved: { migratedTo: now === chatId ? null : now } };
}
