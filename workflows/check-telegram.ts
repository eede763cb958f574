import { telegramCheckStep, type TelegramCheckStep, type TelegramCheckSteps } from '../domain/telegram-check.ts';
import { failureText } from './activity-failures.ts';
import { telegramTrials } from './activity-proxies.ts';

export interface CheckTelegramInput {
  readonly enterprise: string;
}

/** An administrator waits: of each step, and of the whole. The API gives up a second and a half later. */
const STEP_MS = 4_000;
const WHOLE_MS = 12_500;

/** Tries what an enterprise needs of Telegram, one step after the other: what an earlier one has shown to fail is not tried. */
export async function checkTelegram({ enterprise }: CheckTelegramInput): Promise<TelegramCheckSteps> {
  const endsAtMs = Date.now() + WHOLE_MS;
  const within = () => Math.max(1, Math.min(STEP_MS, endsAtMs - Date.now()));
  const ask = (withinMs: number) => telegramTrials(enterprise, withinMs);
  const bot = await step(
    'bot',
    (ms) => ask(ms).tryBot.executeWithOptions({ summary: 'getMe' }, [enterprise, ms]),
    within(),
  );
  if (bot.state === 'failed') return { bot, chat: notAsked('chat'), message: notAsked('message') };
  const chat = await step(
    'chat',
    (ms) => ask(ms).tryChat.executeWithOptions({ summary: 'getChat' }, [enterprise, ms]),
    within(),
  );
  if (chat.state === 'failed') return { bot, chat, message: notAsked('message') };
  const message = await step(
    'message',
    (ms) => ask(ms).tryMessage.executeWithOptions({ summary: 'sendMessage' }, [enterprise, ms]),
    within(),
  );
  return { bot, chat, message };
}

function notAsked<Name extends 'chat' | 'message'>(name: Name): TelegramCheckStep<Name> {
  return telegramCheckStep<Name>(name, { state: 'skipped', code: 'not-asked' });
}

/** Activities tell failures of Telegram's by themselves: what fails here is ours. */
async function step<Name extends keyof TelegramCheckSteps>(
  name: Name,
  ask: (withinMs: number) => Promise<TelegramCheckStep<Name>>,
  withinMs: number,
): Promise<TelegramCheckStep<Name>> {
  try {
    return await ask(withinMs);
  } catch (error) {
    if (failureText(error) === null) throw error;
    return telegramCheckStep<Name>(name, { state: 'failed', code: 'not-done' });
  }
}
