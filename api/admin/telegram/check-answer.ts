import { z } from 'zod';
import {
  TELEGRAM_CHECK_CODES,
  type TelegramCheckStep,
  type TelegramCheckStepName,
  type TelegramCheckSteps,
} from '../../../domain/telegram-check.ts';

const step = <Name extends TelegramCheckStepName, Facts extends z.ZodRawShape>(name: Name, facts: Facts) =>
  z.object({
    step: z.literal(name),
    state: z.enum(['ok', 'failed', 'skipped']),
    code: z.enum(TELEGRAM_CHECK_CODES[name]),
    took_ms: z.int(),
    message: z.string().nullable().meta({ description: 'In the words of Telegram or of the network' }),
    facts: z.object(facts),
  });

/** Answer of `checkTelegram`: each step once, in their order. */
export const telegramCheckAnswer = z.object({
  took_ms: z.int(),
  bot: step('bot', {
    username: z.string().nullable().meta({ description: 'Without `@`' }),
    name: z.string().nullable(),
  }),
  chat: step('chat', {
    title: z.string().nullable().meta({ description: 'Of a person, the name' }),
    type: z.enum(['private', 'group', 'supergroup', 'channel']).nullable(),
    is_forum: z.boolean().nullable().meta({ description: 'It has topics' }),
    migrated_to: z
      .string()
      .nullable()
      .meta({ description: 'The supergroup that the chat has become: calls are told there, settings stay' }),
  }),
  message: step('message', {
    message_id: z.string().nullable(),
    is_released: z.boolean().meta({ description: 'Calls were not told for trouble with the chat; now they are again' }),
  }),
});
export type TelegramCheckAnswer = z.output<typeof telegramCheckAnswer>;

export function telegramCheckTold({ bot, chat, message }: TelegramCheckSteps, tookMs: number): TelegramCheckAnswer {
  return {
    took_ms: tookMs,
    bot: { ...common(bot), facts: { username: bot.facts.username, name: bot.facts.name } },
    chat: {
      ...common(chat),
      facts: {
        title: chat.facts.title,
        type: chat.facts.type,
        is_forum: chat.facts.isForum,
        migrated_to: chat.facts.migratedTo,
      },
    },
    message: {
      ...common(message),
      facts: { message_id: message.facts.messageId, is_released: message.facts.isReleased },
    },
  };
}

function common<Name extends TelegramCheckStepName>({
  step: name,
  state,
  code,
  tookMs,
  message,
}: TelegramCheckStep<Name>) {
  return { step: name, state, code, took_ms: Math.round(tookMs), message };
}
