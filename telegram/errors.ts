/**
 * Why Telegram did not do what it was asked.
 * - `too-many`: 429; surely not done, and the chat is to be left alone for so long.
 * - `not-modified`: the message says this already.
 * - `migrated`: the group has become a supergroup with this id; surely not done.
 * - `chat-not-found`, `kicked`, `blocked`, `no-rights`: the bot can't write to the chat until somebody mends that.
 * - `thread-not-found`: the chat has no such topic.
 * - `message-gone`: there is no message with this id in the chat. `not-editable`: there is, and it is not the bot's.
 * - `token-refused`: 401 or 404: nobody's token.
 * - `refused`: final; Telegram does not take this request.
 * - `not-sent`: no connection; surely not done.
 * - `unclear`: may have been done: no answer in time, a connection that broke off, 5xx, an answer that can't be read.
 */
export type TelegramTrouble =
  | { readonly kind: 'too-many'; readonly retryAfterMs: number }
  | { readonly kind: 'migrated'; readonly chatId: string }
  | { readonly kind: 'unclear'; readonly why: 'server-error' | 'no-answer' }
  | { readonly kind: LastingTrouble }
  | { readonly kind: 'not-modified' | 'message-gone' | 'not-editable' | 'refused' | 'not-sent' };

/** What lasts until somebody mends it. */
export type LastingTrouble =
  | 'chat-not-found'
  | 'kicked'
  | 'blocked'
  | 'no-rights'
  | 'thread-not-found'
  | 'token-refused';

export type TelegramMethod = 'getMe' | 'getChat' | 'getChatMember' | 'sendMessage' | 'editMessageText';

/**
 * Every failure of `telegram/`. Holds neither token, URL nor text, nor the library's error (which has them all), so it may go
 * into logs and histories as it is.
 */
export class TelegramError extends Error {
  override name = 'TelegramError';
  readonly trouble: TelegramTrouble;
  readonly method: TelegramMethod;
  /** Telegram's own words or the network's, redacted. */
  readonly said: string;

  /** `said` must have been redacted. */
  constructor(method: TelegramMethod, trouble: TelegramTrouble, said: string) {
    super(`Telegram ${method}: ${trouble.kind}: ${said}`);
    this.trouble = trouble;
    this.method = method;
    this.said = said;
  }
}
