import { Counter, type Registry } from 'prom-client';
import type { MessageMetrics } from '../../activities/telegram-deps.ts';
import type { OnRequest } from '../../telegram/client.ts';

/** What a worker tells of requests to Telegram, and of what became of calls' messages. */
export function telegramMetrics(
  registry: Registry,
): MessageMetrics & { readonly request: OnRequest; notWoken(): void } {
  const registers = [registry];
  const requests = new Counter({
    name: 'telephony_telegram_requests_total',
    help: 'Requests to Telegram that are over',
    labelNames: ['method', 'outcome'],
    registers,
  });
  const messages = new Counter({
    name: 'telephony_telegram_messages_total',
    help: 'What became of messages of calls in Telegram',
    labelNames: ['outcome'],
    registers,
  });
  const notWoken = new Counter({
    name: 'telephony_telegram_wake_failures_total',
    help: 'News of calls for Telegram that the workflow could not be told of, and is told again',
    registers,
  });
  return {
    request: (method, outcome) => requests.inc({ method, outcome }),
    told: (outcome) => messages.inc({ outcome }),
    notWoken: () => notWoken.inc(),
  };
}
