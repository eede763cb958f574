/** What an administrator has to mend, in words: kinds live in the database. */
export const ALARM = {
  'uon-key-refused':
    'U-ON refuses the API key, and is not asked any more: check the key in U-ON under Настройки → Интеграции → API and in the settings here, then apply them again',
  'uon-not-answering':
    'U-ON does not answer or answers with errors; it is tried every few seconds, and what is owed to it waits',
  'settings-unreadable':
    'A stored secret of the enterprise can not be decrypted: start with the SECRETS_KEY it was stored with, or apply its file again',
  'telegram-token-refused':
    'Telegram refuses the token of the bot, and calls are not told there any more: get the token of @BotFather anew and store it, or check Telegram again',
  'telegram-chat-lost':
    'The bot can not write to its chat in Telegram, and calls are not told there any more: add the bot to the chat and let it write there, then check Telegram again',
  'telegram-thread-lost':
    'The topic of the chat in Telegram is not there any more, and calls are not told there: store another thread_id, or none',
} as const;

/** Those that stand while calls are not told in Telegram. */
export const TELEGRAM_ALARMS = ['telegram-token-refused', 'telegram-chat-lost', 'telegram-thread-lost'] as const;
export type TelegramAlarm = (typeof TELEGRAM_ALARMS)[number];

export function isTelegramAlarm(kind: string): kind is TelegramAlarm {
  return TELEGRAM_ALARMS.some((each) => each === kind);
}

export type AlarmKind = keyof typeof ALARM;

/** Where alarms of an enterprise stand that are not an account's. */
export function enterprisePlace(number: string): string {
  return `enterprise ${number}`;
}
