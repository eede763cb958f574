import '../form/zod-without-eval.ts';
import { integrationsConfig } from '../../../../../domain/settings.ts';
import type { Settings } from '../../../api/enterprise.ts';

type Telegram = Settings['integrations_config']['telegram'];

/** The block `telegram` as it stands in the fields: what is not set is an empty text. */
export type TelegramDraft = ReturnType<typeof telegramDraftOf>;

export function telegramDraftOf(telegram: Telegram) {
  return {
    ...telegram,
    bot_token: telegram.bot_token ?? '',
    chat_id: telegram.chat_id ?? '',
    thread_id: telegram.thread_id ?? '',
  };
}

/** What is stored of a draft. */
export function telegramOf(draft: TelegramDraft): Telegram {
  return {
    ...draft,
    bot_token: set(draft.bot_token),
    chat_id: set(draft.chat_id),
    thread_id: set(draft.thread_id),
  };
}

/** What counts where nothing is set. */
export const DEFAULT_TELEGRAM = telegramDraftOf(integrationsConfig.parse({}).telegram);

const set = (text: string) => (text.trim() === '' ? undefined : text.trim());
