import type { LastingTrouble, TelegramTrouble } from './errors.ts';

/** An answer with `ok: false`, as https://core.telegram.org/bots/api#making-requests describes it. */
export interface Refusal {
  readonly errorCode: number;
  readonly description: string;
  readonly migrateToChatId?: number | undefined;
  /** Seconds. */
  readonly retryAfter?: number | undefined;
}

/** A 429 that does not say for how long. */
const UNSAID_RETRY_MS = 5_000;

/**
 * What a refusal means. Telegram tells most of them apart by their words alone, which are those of the Bot API server's source
 * (tdlib/telegram-bot-api, Client.cpp) and of MTProto's errors where it passes these on.
 */
export function readRefusal({ errorCode, description, migrateToChatId, retryAfter }: Refusal): TelegramTrouble {
  if (errorCode === 429) {
    return { kind: 'too-many', retryAfterMs: retryAfter === undefined ? UNSAID_RETRY_MS : retryAfter * 1_000 };
  }
  if (migrateToChatId !== undefined) return { kind: 'migrated', chatId: String(migrateToChatId) };
  if (errorCode >= 500) return { kind: 'unclear', why: 'server-error' };
  if (errorCode === 401 || errorCode === 404) return { kind: 'token-refused' };
  const words = description.toLowerCase();
  const [, kind] = MEANINGS.find(([said]) => said.test(words)) ?? [];
  return { kind: kind ?? (errorCode === 403 ? 'no-rights' : 'refused') };
}

type Told = LastingTrouble | 'not-modified' | 'message-gone' | 'not-editable';

const MEANINGS: readonly (readonly [RegExp, Told])[] = [
  [/message is not modified/, 'not-modified'],
  [/message to edit not found|message_id_invalid/, 'message-gone'],
  [/message can't be edited|message_author_required|message_edit_time_expired/, 'not-editable'],
  [/chat not found|peer_id_invalid|group chat was deleted|user is deactivated/, 'chat-not-found'],
  [/message thread not found|topic_deleted|topic_id_invalid/, 'thread-not-found'],
  [/blocked by the user|can't initiate conversation/, 'blocked'],
  [/bot was kicked|bot is not a member|bot is not a participant/, 'kicked'],
  [/not enough rights|have no rights|need administrator rights|chat_write_forbidden|topic_closed/, 'no-rights'],
];
