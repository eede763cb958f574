import type { TelegramCheckStep } from '../../domain/telegram-check.ts';
import type { CheckFacts, CheckStep, TestedPopup, UnreadList } from '../../domain/uon-check.ts';
import type { DirectoryKind } from './uon.ts';

/**
 * What an administrator has tried, on the queue `uon`: one request to U-ON each, once, with the stored key, also while U-ON is
 * switched off or the account in trouble. Each ends within `withinMs`, and tells failures instead of throwing them.
 */
export interface CheckActivities {
  pingUon(enterprise: string, withinMs: number): Promise<CheckStep<'ping'>>;
  /** `headers`: what the answer says of limits. */
  tryKey(
    enterprise: string,
    withinMs: number,
  ): Promise<{ readonly step: CheckStep<'key'>; readonly headers: CheckFacts['limits']['headers'] }>;
  accountLimits(enterprise: string): Promise<CheckStep<'limits'>>;
  trialSearch(enterprise: string, phoneE164: string, withinMs: number): Promise<CheckStep<'search'>>;
  /** As `refreshDirectory`; null once it is kept. */
  readListNow(enterprise: string, kind: DirectoryKind, withinMs: number): Promise<UnreadList | null>;
  testPopup(enterprise: string, managerId: string, withinMs: number): Promise<TestedPopup>;
}

/** What an administrator has tried in Telegram, on the queue `uon`; each ends within `withinMs`, and tells failures. */
export interface TelegramCheckActivities {
  tryBot(enterprise: string, withinMs: number): Promise<TelegramCheckStep<'bot'>>;
  tryChat(enterprise: string, withinMs: number): Promise<TelegramCheckStep<'chat'>>;
  /** Writes a test message; one that arrives releases what was stopped. */
  tryMessage(enterprise: string, withinMs: number): Promise<TelegramCheckStep<'message'>>;
}
