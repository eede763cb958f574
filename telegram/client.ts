import { Api, GrammyError, HttpError } from 'grammy';
import { redact } from '../domain/redact.ts';
import { TelegramError, type TelegramMethod, type TelegramTrouble } from './errors.ts';
import { readRefusal } from './read-refusal.ts';

/** Which bot asks, and where Telegram is. */
export interface BotAccess {
  readonly token: string;
  /** As `https://api.telegram.org`. */
  readonly apiUrl: string;
}

export interface Bot {
  readonly username: string | null;
  readonly name: string;
}

export interface Chat {
  readonly title: string;
  readonly type: 'private' | 'group' | 'supergroup' | 'channel';
  readonly isForum: boolean;
}

export interface NewMessage {
  readonly chatId: string;
  /** The topic; null: none. */
  readonly threadId: string | null;
  readonly html: string;
}

export interface EditedMessage {
  readonly chatId: string;
  readonly messageId: number;
  readonly html: string;
}

/** How a request went, for whoever counts. `outcome`: `ok`, or the kind of trouble. */
export type OnRequest = (method: TelegramMethod, outcome: 'ok' | TelegramTrouble['kind'], durationMs: number) => void;

/**
 * One request to the Bot API each, once: no retries. Links in messages are shown without previews.
 * @throws TelegramError
 */
export interface TelegramClient {
  getMe(access: BotAccess, withinMs: number): Promise<Bot>;
  getChat(access: BotAccess, chatId: string, withinMs: number): Promise<Chat>;
  /** Has the user, as the bot itself, rights of an administrator in the chat? */
  isAdministrator(
    access: BotAccess,
    who: { readonly chatId: string; readonly userId: number },
    withinMs: number,
  ): Promise<boolean>;
  /** Gives back the message's id. */
  sendMessage(access: BotAccess, message: NewMessage, withinMs: number): Promise<number>;
  editMessageText(access: BotAccess, message: EditedMessage, withinMs: number): Promise<void>;
}

const SHOWN = { parse_mode: 'HTML', link_preview_options: { is_disabled: true } } as const;

export function createTelegramClient({ onRequest }: { readonly onRequest: OnRequest }): TelegramClient {
  const ask = async <T>(
    method: TelegramMethod,
    access: BotAccess,
    withinMs: number,
    run: (api: Api) => Promise<T>,
  ): Promise<T> => {
    const began = performance.now();
    const told = (outcome: 'ok' | TelegramTrouble['kind']) => onRequest(method, outcome, performance.now() - began);
    try {
      if (!TOKEN.test(access.token))
        throw new TelegramError(method, { kind: 'token-refused' }, 'this is no token of a bot');
      const result = await run(apiOf(access, withinMs));
      told('ok');
      return result;
    } catch (error) {
      const known = errorOf(method, error, access.token);
      told(known.trouble.kind);
      throw known;
    }
  };
  return {
    getMe: (access, withinMs) =>
      ask('getMe', access, withinMs, async (api) => {
        const { username, first_name: name } = await api.getMe();
        return { username: username ?? null, name };
      }),
    getChat: (access, chatId, withinMs) =>
      ask('getChat', access, withinMs, async (api) => {
        const chat = await api.getChat(chatId);
        const title = chat.title ?? [chat.first_name, chat.last_name].filter(Boolean).join(' ');
        return { title, type: chat.type, isForum: chat.is_forum ?? false };
      }),
    isAdministrator: (access, { chatId, userId }, withinMs) =>
      ask('getChatMember', access, withinMs, async (api) => {
        const { status } = await api.getChatMember(chatId, userId);
        return status === 'administrator' || status === 'creator';
      }),
    sendMessage: (access, { chatId, threadId, html }, withinMs) =>
      ask('sendMessage', access, withinMs, async (api) => {
        const thread = threadId === null ? {} : { message_thread_id: Number(threadId) };
        const { message_id: id } = await api.sendMessage(chatId, html, { ...SHOWN, ...thread });
        return id;
      }),
    editMessageText: (access, { chatId, messageId, html }, withinMs) =>
      ask('editMessageText', access, withinMs, async (api) => {
        await api.editMessageText(chatId, messageId, html, SHOWN);
      }),
  };
}

/** As @BotFather makes them; anything else would make another address. */
const TOKEN = /^\d+:[\w-]+$/;

function apiOf({ token, apiUrl }: BotAccess, withinMs: number): Api {
  return new Api(token, {
    apiRoot: apiUrl,
    timeoutSeconds: withinMs / 1_000,
    baseFetchConfig: {
      // A connection of its own each: one that Telegram closed while it was idle would break off after sending, and nobody
      // could say whether the message arrived. At one message a second the handshakes cost nothing.
      agent: undefined,
      redirect: 'error',
    },
  });
}

/** grammY's errors hold payload and, deep inside, the URL with the token: none of them goes on. */
function errorOf(method: TelegramMethod, error: unknown, token: string): TelegramError {
  if (error instanceof TelegramError) return error;
  if (error instanceof GrammyError) {
    const { error_code: errorCode, description, parameters } = error;
    const { migrate_to_chat_id: migrateToChatId, retry_after: retryAfter } = parameters;
    const trouble = readRefusal({ errorCode, description, migrateToChatId, retryAfter });
    return new TelegramError(method, trouble, redact(`${errorCode} ${description}`, token));
  }
  const code = error instanceof HttpError ? networkCode(error.error) : null;
  if (code !== null && NEVER_LEFT.test(code)) return new TelegramError(method, { kind: 'not-sent' }, code);
  return new TelegramError(method, { kind: 'unclear', why: 'no-answer' }, code ?? 'no answer that can be read');
}

/** No connection stood yet: nothing can have arrived. */
const NEVER_LEFT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|CERT_\w+|ERR_TLS_\w+|DEPTH_ZERO_\w+|SELF_SIGNED_\w+|UNABLE_TO_\w+)$/;

/** The network's word for it, and nothing else of the error. */
function networkCode(error: unknown): string | null {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{2,50}$/.test(code) ? code : null;
}
