import { Context } from '@temporalio/activity';
import type { TelegramCheckActivities } from './contract/checks.ts';
import type { TelegramActivities } from './contract/telegram.ts';
import { createTelegramChecks } from './telegram-checks.ts';
import type { TelegramDeps } from './telegram-deps.ts';
import { tellNext } from './tell-telegram.ts';

/** Some times within the activity's heartbeat timeout. */
const HEARTBEAT_MS = 2_000;

export function createTelegramActivities(deps: TelegramDeps): TelegramActivities & TelegramCheckActivities {
  return {
    tellTelegram: async (enterprise) => {
      const context = Context.current();
      const heartbeat = setInterval(() => context.heartbeat(), HEARTBEAT_MS);
      try {
        return await tellNext(deps, enterprise);
      } finally {
        clearInterval(heartbeat);
      }
    },
    ...createTelegramChecks(deps),
  };
}
