import type { Operation } from '../../openapi/operation.ts';
import { enterpriseParams, NO_ENTERPRISE } from '../enterprise-params.ts';
import { telegramCheckAnswer } from './check-answer.ts';

const of = { tag: 'Administration', access: 'session', params: enterpriseParams } as const;

export const checkTelegram: Operation = {
  ...{ ...of, method: 'post', path: '/api/admin/enterprises/{number}/telegram/check', id: 'checkTelegram' },
  summary: 'Tries the bot, the chat and a message in it, with what is stored',
  description:
    'The message says that it is a test. Also while calls are not told any more for trouble with the chat: once the message has arrived, they are again. Answers within 15 seconds, whatever Telegram does.',
  answers: { 200: { description: 'What was found, step by step', schema: telegramCheckAnswer } },
  problems: {
    404: NO_ENTERPRISE,
    409: 'No token of a bot or no chat is stored, or the token can not be decrypted',
    429: 'Telegram was asked often enough: again when `Retry-After` says',
    503: 'Temporal can not be reached',
  },
};

export const adminTelegramOperations = [checkTelegram];
