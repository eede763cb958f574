import { telegramCheckStep, type TelegramCheckSteps } from '../../../domain/telegram-check.ts';

const NOT_DONE = { state: 'failed', code: 'not-done' } as const;

/** What is answered where no worker came to it in time. A message may still be written by one that comes later. */
export const TELEGRAM_NOT_DONE: TelegramCheckSteps = {
  bot: telegramCheckStep('bot', NOT_DONE),
  chat: telegramCheckStep('chat', NOT_DONE),
  message: telegramCheckStep('message', { state: 'failed', code: 'maybe-sent' }),
};
