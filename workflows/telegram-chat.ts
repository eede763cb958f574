import { condition, continueAsNew, defineSignal, setHandler, workflowInfo } from '@temporalio/workflow';
import { telegram } from './activity-proxies.ts';
import { SIGNAL } from './names.ts';

export interface TelegramChatInput {
  readonly enterprise: string;
}

/** There is news of a call; true: of one that rings. */
export const telegramNews = defineSignal<[boolean]>(SIGNAL.telegramNews);

/** Without news for so long it ends; the next ones start it again. */
const IDLE_MS = 30_000;
/** Steps of one run: a few events of its history each. */
const MOST_STEPS = 500;

/**
 * Tells an enterprise's calls in its chat in Telegram, one request after the other. What is to be told stands in the database: here
 * is nothing but the order of requests, and the pace that the activity finds to be due.
 */
export async function telegramChat(input: TelegramChatInput): Promise<void> {
  const { enterprise } = input;
  let hasNews = false;
  let isUrgent = false;
  setHandler(telegramNews, (urgent) => {
    hasNews = true;
    isUrgent ||= urgent;
  });
  for (let step = 0; step < MOST_STEPS && !workflowInfo().continueAsNewSuggested; step += 1) {
    hasNews = false;
    isUrgent = false;
    const told = await telegram(enterprise).tellTelegram.executeWithOptions({ summary: 'message' }, [enterprise]);
    if (told.kind === 'next') continue;
    // Part of the pace is kept for calls that ring: they need not wait for what others wait for.
    if (told.kind === 'wait') await condition(() => isUrgent, Math.max(1, Math.ceil(told.ms)));
    else if (!(await condition(() => hasNews, IDLE_MS))) return;
  }
  await continueAsNew<typeof telegramChat>(input);
}
