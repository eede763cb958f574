import type pg from 'pg';
import type { Enterprise } from '../domain/enterprise.ts';
import type { MessageEnd } from '../db/telegram-messages.ts';
import type { BotAccess, TelegramClient } from '../telegram/client.ts';

/** What the settings give a message in Telegram, read afresh each time. */
export interface TelegramSettingsSource {
  /** Null when there is no such enterprise. @throws SecretsError */
  withTelegram(enterprise: string): Promise<KnownTelegram | null>;
}

export interface KnownTelegram {
  readonly enterprise: Enterprise;
  /** Of U-ON; null where that is switched off or has no key. */
  readonly account: string | null;
  /** Null where no token or no chat is stored. */
  readonly bot: TelegramPlace | null;
}

export interface TelegramPlace {
  readonly token: string;
  /** As the settings say; it may have become another one. */
  readonly chatId: string;
  readonly threadId: string | null;
}

/** What became of calls' messages. Must not throw. `found`: one that was looked for stands in the chat. */
export interface MessageMetrics {
  told(outcome: 'sent' | 'edited' | 'found' | MessageEnd): void;
}

export interface TelegramDeps {
  readonly pool: pg.Pool;
  readonly telegram: TelegramClient;
  readonly settings: TelegramSettingsSource;
  readonly apiUrl: string;
  readonly metrics: MessageMetrics;
  readonly log: { warn(fields: object, message: string): void; error(fields: object, message: string): void };
  /** All waiting is so much shorter: 1 but in tests. */
  readonly scale: number;
}

/** Whom a request is put to, and in whose name. */
export interface TelegramTurn extends KnownTelegram {
  readonly deps: TelegramDeps;
  readonly access: BotAccess;
  readonly botId: string;
  /** The chat of the settings, as it is by now. */
  readonly chatId: string;
  readonly threadId: string | null;
}

/** The number that a bot's token begins with: it is no secret. */
export function botIdOf(token: string): string {
  return /^\d+(?=:)/.exec(token)?.[0] ?? 'none';
}
