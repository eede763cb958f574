import type { Client } from '@temporalio/client';
import type { CardAnswer, MakeCardInput } from '../workflows/card-messages.ts';
import { cardWorkflowId, WORKFLOW } from '../workflows/names.ts';
import { joinWorkflow } from './joined-workflow.ts';
import { TemporalAwayError } from './temporal-away.ts';

export interface MakeCardDeps {
  readonly client: Client;
  readonly hashPhone: (enterprise: string, e164: string) => string;
  /** Told of what is no answer: Temporal is away, or nobody works on it. */
  readonly onFailure: (error: unknown) => void;
}

/** Somewhat longer than the workflow takes. */
const WITHIN_MS = 8_000;

/**
 * Has the client of a number found or made, and waits for it; null where nothing is heard in time. Those who ask at once of one number
 * share what is done.
 */
export async function makeCard(deps: MakeCardDeps, input: MakeCardInput): Promise<CardAnswer | null> {
  const endsAtMs = Date.now() + WITHIN_MS;
  const first = await heard(deps, input, WITHIN_MS);
  // It was begun for a popup of another call of the number; ours is to be told too.
  if (!first || first.callId === input.callId || Date.now() >= endsAtMs) return first;
  return (await heard(deps, input, endsAtMs - Date.now())) ?? first;
}

async function heard(
  { client, hashPhone, onFailure }: MakeCardDeps,
  input: MakeCardInput,
  withinMs: number,
): Promise<CardAnswer | null> {
  const { enterprise, phoneE164 } = input;
  try {
    const answer = await joinWorkflow<CardAnswer, MakeCardInput>(client, {
      type: WORKFLOW.makeCard,
      workflowId: cardWorkflowId(enterprise, hashPhone(enterprise, phoneE164)),
      input,
      summary: `Клиент по ссылке уведомления · ${enterprise}`,
      withinMs,
      endsAfter: '1 minute',
    });
    if (answer.kind === 'failed') onFailure(answer.error);
    return answer.kind === 'said' ? answer.result : null;
  } catch (error) {
    if (!(error instanceof TemporalAwayError)) throw error;
    onFailure(error);
    return null;
  }
}
