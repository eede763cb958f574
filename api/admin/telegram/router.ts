import { Router, type Request } from 'express';
import type { TelegramCheckSteps } from '../../../domain/telegram-check.ts';
import { SecretsError } from '../../../platform/secrets.ts';
import { numberOf } from '../../enterprises.ts';
import { serve } from '../../openapi/operation.ts';
import { Problem } from '../../problem.ts';
import { adminOf, allow, type AdminDoor } from '../door.ts';
import { NO_ENTERPRISE } from '../enterprise-params.ts';
import type { TrialAudit } from '../trial-audit.ts';
import { telegramCheckTold, type TelegramCheckAnswer } from './check-answer.ts';
import { TELEGRAM_NOT_DONE } from './nobody-came.ts';
import { checkTelegram } from './operations.ts';

export interface AdminTelegramDeps extends AdminDoor {
  readonly telegram: {
    /** Is a bot with a chat stored? Null where there is no such enterprise. */
    readonly hasBot: (number: string) => Promise<boolean | null>;
    /** Null where no worker came to it. @throws TemporalAwayError */
    readonly check: (number: string) => Promise<TelegramCheckSteps | null>;
    /** @throws TooManyError */
    readonly mayCheck: (number: string) => void;
    readonly audit: (entry: TrialAudit) => Promise<void>;
  };
}

/** `/api/admin/enterprises/{number}/telegram`: what an administrator tries there. Workflows ask Telegram, never this process. */
export function adminTelegramRouter(deps: AdminTelegramDeps): Router {
  const { hasBot, check, mayCheck, audit } = deps.telegram;
  const router = Router();
  const administrators = allow(deps, ({ params }) => ({
    what: 'change-enterprise',
    enterprise: String(params['number']),
  }));

  serve(router, checkTelegram, administrators, async (request, response) => {
    const number = await asked(hasBot, request);
    mayCheck(number);
    const began = performance.now();
    const steps = await check(number);
    const answer = telegramCheckTold(steps ?? TELEGRAM_NOT_DONE, Math.round(performance.now() - began));
    const actor = adminOf(response).user.email;
    await audit({ actor, action: 'telegram-checked', subject: number, details: codesOf(answer) });
    response.json(answer);
  });
  return router;
}

async function asked(hasBot: AdminTelegramDeps['telegram']['hasBot'], request: Request): Promise<string> {
  const number = numberOf(request);
  const has = await hasBot(number).catch((error: unknown) => {
    if (!(error instanceof SecretsError)) throw error;
    throw new Problem(409, 'The stored token can not be decrypted with SECRETS_KEY: store the token again');
  });
  if (has === null) throw new Problem(404, NO_ENTERPRISE);
  if (!has) throw new Problem(409, 'No token of a bot or no chat is stored: store both first');
  return number;
}

function codesOf({ bot, chat, message }: TelegramCheckAnswer): Record<string, string> {
  return { bot: bot.code, chat: chat.code, message: message.code };
}
