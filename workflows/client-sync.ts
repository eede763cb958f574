import { condition, defineSignal, setHandler } from '@temporalio/workflow';
import type { ClientChange } from '../activities/contract.ts';
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

/** Keeps our customers in step with one client of U-ON: follows what webhooks tell of it, one after the other. */
export async function clientSync({ enterprise, clientId }: ClientSyncInput): Promise<void> {
  const untold: ClientNews[] = [];
  setHandler(clientNews, (news) => void untold.push(news));
  await condition(() => untold.length > 0);
  for (let news = untold.shift(); news; news = untold.shift()) {
    const { change, problem } = await learn(enterprise, clientId, news);
    const options = { summary: 'customers' };
    await inTurn(() => database.followClient.executeWithOptions(options, [enterprise, clientId, change, problem]));
  }
}

/** How the client is now, by the webhook or by U-ON; `problem`: why that can't be known. */
async function learn(
  enterprise: string,
  clientId: string,
  { card, isDeleted, ...told }: ClientNews,
): Promise<{ change: ClientChange; problem: string | null }> {
  if (card || isDeleted) return { change: { ...told, card }, problem: null };
  const terms = await inTurn(() => database.loadTerms.executeWithOptions({ summary: 'settings' }, [enterprise]));
  const unknown = { ...told, card: undefined };
  if (!terms || terms.account === null) return { change: unknown, problem: 'U-ON is switched off' };
  try {
    const ask = { enterprise, callId: `client:${clientId}`, class: 'hangup' as const };
    const options = { summary: 'user/{id}' };
    const read = await uon(terms.account, 'hangup').readClientCard.executeWithOptions(options, [ask, clientId]);
    return { change: { ...told, card: read }, problem: null };
  } catch (error) {
    const problem = failureText(error);
    if (problem === null) throw error;
    return { change: unknown, problem };
  }
}
