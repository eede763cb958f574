import { useMutation } from '@tanstack/react-query';
import type { TelegramCheckAnswer } from '../../../api/admin/telegram/check-answer.ts';
import { ask } from './ask.ts';

export type { TelegramCheckAnswer };

/** Tries bot, chat and a message in it, with what is stored. 409: no bot or no chat is stored. */
export function useTelegramCheck(number: string) {
  return useMutation({
    mutationFn: () => ask<TelegramCheckAnswer>('POST', `/enterprises/${encodeURIComponent(number)}/telegram/check`),
  });
}
