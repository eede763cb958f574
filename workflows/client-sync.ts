import { CancellationScope, condition, defineSignal, setHandler } from '@temporalio/workflow';
import type { ClientChange } from '../activities/contract/calls.ts';
import type { ClientCard } from '../domain/webhooks/client-card.ts';
import { failureText } from './activity-failures.ts';
import { database, inTurn, uon } from './activity-proxies.ts';
import { SIGNAL } from './names.ts';

export interface ClientSyncInput {
  readonly enterprise: string;
  readonly clientId: string;
}

/** What a webhook says of a client. */
export interface ClientNews {
  readonly webhookId: number;
  /** How things stood then: news that are older than what was followed come too late. */
  readonly asOfMs: number;
  readonly isDeleted: boolean;
  /** Null where U-ON must be asked. */
  readonly card: ClientCard | null;
}

export const clientNews = defineSignal<[ClientNews]>(SIGNAL.clientNews);

/**
 * Keeps our customers in step with one client of U-ON. News that say how the client is are followed in their order, also while U-ON
 * is asked about others, which may take days; those that are older than what was followed meanwhile need no answer.
 */
export async function clientSync({ enterprise, clientId }: ClientSyncInput): Promise<void> {
  const untold: ClientNews[] = [];
  setHandler(clientNews, (news) => void untold.push(news));
  const follow = (change: ClientChange, problem: string | null = null): Promise<void> => {
    const options = { summary: 'customers' };
    return inTurn(() => database.followClient.executeWithOptions(options, [enterprise, clientId, change, problem]));
  };
  let followedMs = -Infinity;
  await condition(() => untold.length > 0);
  while (untold.length > 0) {
    const news = takeNext(untold);
    const { webhookId, asOfMs } = news;
    if (isWhole(news)) {
      await follow({ webhookId, asOfMs, card: news.card });
      followedMs = Math.max(followedMs, asOfMs);
    } else if (asOfMs < followedMs) {
      await inTurn(() => database.endWebhook.executeWithOptions({ summary: 'webhook' }, [webhookId, 'late']));
    } else {
      const answer = await ask(enterprise, clientId, () => untold.some(isWhole));
      if (answer === null) untold.unshift(news);
      else await follow({ webhookId, asOfMs, card: answer.card }, answer.problem);
    }
  }
}

/** Does it say by itself how the client is? */
function isWhole({ card, isDeleted }: ClientNews): boolean {
  return card !== null || isDeleted;
}

/** Whole ones first: they wait for nobody. */
function takeNext(untold: ClientNews[]): ClientNews {
  const [next] = untold.splice(Math.max(0, untold.findIndex(isWhole)), 1);
  if (!next) throw new Error('there is nothing to take');
  return next;
}

interface Answer {
  /** Null: U-ON has the client no more; undefined: that can't be known. */
  readonly card: ClientCard | null | undefined;
  /** Why it can't. */
  readonly problem: string | null;
}

/** How the client is now, as U-ON says; null where it had not said so before there was something to follow. */
async function ask(enterprise: string, clientId: string, isOvertaken: () => boolean): Promise<Answer | null> {
  const terms = await inTurn(() => database.loadTerms.executeWithOptions({ summary: 'settings' }, [enterprise]));
  if (!terms || terms.account === null) return { card: undefined, problem: 'U-ON is switched off' };
  const { readClientCard } = uon(terms.account, 'hangup');
  const order = { enterprise, callId: `client:${clientId}`, class: 'hangup' as const };
  try {
    return await unless(isOvertaken, async () => {
      const card = await readClientCard.executeWithOptions({ summary: 'user/{id}' }, [order, clientId]);
      return { card, problem: null };
    });
  } catch (error) {
    const problem = failureText(error);
    if (problem === null) throw error;
    return { card: undefined, problem };
  }
}

/** Does the work; null, and the work is called off, where it has not ended when `interrupts` comes true. */
async function unless<T>(interrupts: () => boolean, work: () => Promise<T>): Promise<T | null> {
  const scope = new CancellationScope();
  const working = scope.run(work);
  const interrupted = scope.run(() => condition(interrupts)).then(() => null);
  try {
    return await Promise.race([working, interrupted]);
  } finally {
    scope.cancel();
    await Promise.allSettled([working, interrupted]);
  }
}
