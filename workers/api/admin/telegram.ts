import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import type { AdminTelegramDeps } from '../../../api/admin/telegram/router.ts';
import { writeAudit } from '../../../db/admin-audit.ts';
import type { TelegramCheckSteps } from '../../../domain/telegram-check.ts';
import { exactRates } from '../../../intake/rates.ts';
import { runTrial } from '../../../intake/run-trial.ts';
import { TooManyError } from '../../../intake/too-many.ts';
import { seldom } from '../../../platform/seldom.ts';
import type { CheckTelegramInput } from '../../../workflows/check-telegram.ts';
import { trialWorkflowId, WORKFLOW } from '../../../workflows/names.ts';
import type { OpenProcess } from '../../open-process.ts';
import { TOLD_EVERY_MS } from '../background.ts';

/** Each writes a message into the chat, which takes 20 a minute. */
const CHECKS = { perSecond: 1 / 10, burst: 5 };
/** Somewhat longer than the workflow takes. */
const WITHIN_MS = 14_000;

/** What the page's place for Telegram needs. */
export function createAdminTelegram({
  log,
  pool,
  settings,
  client,
}: Pick<OpenProcess, 'log' | 'pool' | 'settings'> & { readonly client: Client }): AdminTelegramDeps['telegram'] {
  const checks = exactRates(CHECKS);
  const onFailure = seldom(TOLD_EVERY_MS, (leftOut, err: unknown) =>
    log.warn({ err, leftOut }, 'a check of Telegram got no answer from its workflow'),
  );
  return {
    hasBot: async (number) => {
      const known = await settings.withTelegram(number);
      return known && known.bot !== null;
    },
    check: (enterprise) =>
      runTrial<TelegramCheckSteps, CheckTelegramInput>(
        { client, onFailure },
        {
          type: WORKFLOW.checkTelegram,
          workflowId: trialWorkflowId('check-telegram', enterprise, randomUUID()),
          input: { enterprise },
          summary: `Проверка Telegram · ${enterprise}`,
          withinMs: WITHIN_MS,
        },
      ),
    mayCheck: (number) => {
      const waitMs = checks.take(number);
      if (waitMs > 0) throw new TooManyError('Telegram was asked often enough; check again in a few seconds', waitMs);
    },
    audit: (entry) => writeAudit(pool, entry),
  };
}
