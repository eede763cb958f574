import type { Client } from '@temporalio/client';
import type pg from 'pg';
import { giveUpOld } from '../db/telegram-messages.ts';
import { claimUnwatched } from '../db/telegram-watch.ts';
import { telegramNewsFor, WORKFLOW } from '../workflows/names.ts';
import { eachByItself } from './each-by-itself.ts';
import { repeatedly, type Repetition } from './repeatedly.ts';

export interface TelegramStarterDeps {
  readonly pool: pg.Pool;
  readonly client: Client;
  /** Told of what could not be started now; it is tried again. */
  readonly onFailure: (error: unknown) => void;
}

/** News this old were left by a worker that died, a Temporal that was away, or a chat that was stopped until now. */
const UNWATCHED = { olderThanMs: 3_000, forMs: 10_000, limit: 100 };
const START_MS = 5_000;

/** Has workflows tell news of calls in Telegram that nobody works on, and gives up what is too old. */
export function startTelegramStarter({ pool, client, onFailure }: TelegramStarterDeps): Repetition {
  const start = async (enterprise: string): Promise<void> => {
    const told = telegramNewsFor(enterprise, false);
    await client.connection.withDeadline(Date.now() + START_MS, () =>
      client.workflow.signalWithStart(WORKFLOW.telegramChat, told),
    );
  };
  const sweep = async (): Promise<boolean> => {
    await giveUpOld(pool);
    const unwatched = await claimUnwatched(pool, UNWATCHED);
    await eachByItself(unwatched, start, onFailure);
    return unwatched.length === UNWATCHED.limit;
  };
  return repeatedly(sweep, { onFailure });
}
