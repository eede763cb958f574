/** Why Telegram did not do what a check asked of it, by words that the page makes sentences of. */
const TELEGRAM_FAILURES = [
  /** 401 or 404: the bot's token is wrong, or was replaced at @BotFather. */
  'token-refused',
  /** 429: the chat or the bot was written to too often. */
  'too-many',
  /** 5xx: Telegram itself is in trouble. */
  'server-error',
  /** Telegram does not take this request; `message` has its words. */
  'refused',
  /** It was sent and not answered in time, or what came is not readable. */
  'no-answer',
  /** No connection could be made. */
  'not-reached',
  /** Our own side did not come to it in time: no worker runs, or it is overloaded. */
  'not-done',
] as const;

/** What is wrong with the chat. */
const CHAT_FAILURES = [
  /** No such chat, or the bot was never in it. */
  'chat-not-found',
  /** The bot was taken out of the chat. */
  'kicked',
  /** The person has blocked the bot. */
  'blocked',
  /** It is in the chat and may not do this there. */
  'no-rights',
] as const;

export const TELEGRAM_CHECK_CODES = {
  bot: ['accepted', ...TELEGRAM_FAILURES],
  /** `not-asked`: what comes before it failed. `migrated`: it became a supergroup, to which calls are told from now on. */
  chat: ['found', 'migrated', 'not-asked', ...CHAT_FAILURES, ...TELEGRAM_FAILURES],
  /** `maybe-sent`: Telegram did not say whether it took it; it is not repeated. */
  message: ['sent', 'maybe-sent', 'thread-not-found', 'not-asked', ...CHAT_FAILURES, ...TELEGRAM_FAILURES],
} as const;

export type TelegramCheckStepName = keyof typeof TELEGRAM_CHECK_CODES;

/** What a step found; null: it did not come to that. Holds no token. */
export interface TelegramCheckFacts {
  readonly bot: { readonly username: string | null; readonly name: string | null };
  readonly chat: {
    readonly title: string | null;
    readonly type: 'private' | 'group' | 'supergroup' | 'channel' | null;
    /** It has topics, of which `thread_id` names one. */
    readonly isForum: boolean | null;
    /** The id of the supergroup that it has become; the settings stay as they are. */
    readonly migratedTo: string | null;
  };
  readonly message: {
    readonly messageId: string | null;
    /** Calls had not been told for trouble with the chat; now they are again. */
    readonly isReleased: boolean;
  };
}

export interface TelegramCheckStep<Name extends TelegramCheckStepName> {
  readonly step: Name;
  readonly state: 'ok' | 'failed' | 'skipped';
  readonly code: (typeof TELEGRAM_CHECK_CODES)[Name][number];
  readonly tookMs: number;
  /** Telegram's own words, or the network's; null where there is nothing to say. */
  readonly message: string | null;
  readonly facts: TelegramCheckFacts[Name];
}

export type TelegramCheckSteps = { readonly [Name in TelegramCheckStepName]: TelegramCheckStep<Name> };

/** What is written into the chat, so that one sees that it works. */
export const TELEGRAM_TEST_TEXT = 'Проверка связи: uon-telephony';

const NONE: TelegramCheckFacts = {
  bot: { username: null, name: null },
  chat: { title: null, type: null, isForum: null, migratedTo: null },
  message: { messageId: null, isReleased: false },
};

/** A step of a check, with the facts that it found. */
export function telegramCheckStep<Name extends TelegramCheckStepName>(
  step: Name,
  {
    state,
    code,
    tookMs = 0,
    message = null,
  }: Pick<TelegramCheckStep<Name>, 'state' | 'code'> & Partial<Pick<TelegramCheckStep<Name>, 'tookMs' | 'message'>>,
  facts: Partial<TelegramCheckFacts[Name]> = {},
): TelegramCheckStep<Name> {
  return { step, state, code, tookMs, message, facts: { ...NONE[step], ...facts } };
}
