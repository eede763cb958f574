import {
  ApplicationFailure,
  condition,
  defineSignal,
  getExternalWorkflowHandle,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { cardStep } from '../domain/card-step.ts';
import { database, inTurn, messages } from './activity-proxies.ts';
import type { CardAnswer, MakeCardInput } from './card-messages.ts';
import { callWorkflowId, SIGNAL } from './names.ts';
import type { ClientAnswer, LeadAnswer } from './number-messages.ts';

const clientAnswer = defineSignal<[ClientAnswer, string]>(SIGNAL.clientAnswer);
const leadAnswer = defineSignal<[LeadAnswer, string]>(SIGNAL.leadAnswer);

/** The manager waits for so long; what is not begun by then is not done any more, since U-ON's own form was opened instead. */
const WITHIN_MS = 6_000;

/**
 * Has the number's one creator find or make the client, for a manager who opens «Создать клиента» of a popup, and tells the
 * call of it. Nothing but the card: what else the call owes is the call's.
 */
export async function makeCard(input: MakeCardInput): Promise<CardAnswer> {
  const untilMs = Date.now() + WITHIN_MS;
  const heard: { client: ClientAnswer | null; last: LeadAnswer | null } = { client: null, last: null };
  const { workflowId: asker, runId: id } = workflowInfo();
  // What was said to the run before this one, of another click, may arrive late.
  setHandler(clientAnswer, (answer, of) => void (of === id && (heard.client ??= answer)));
  setHandler(leadAnswer, (answer, of) => void (of === id && (heard.last ??= answer)));

  const { enterprise, callId, phoneE164, direction } = input;
  const asked = { callId, asker, phoneE164, direction, clientId: null, notFoundAtMs: null };
  const question = { ...asked, card: { id, untilMs } };
  await messages.askNumber.executeWithOptions({ summary: 'ask the number' }, [enterprise, question]);
  await condition(() => heard.last !== null || Boolean(heard.client?.clientId), Math.max(1, untilMs - Date.now()));

  const { clientId = null, created = false } = heard.client ?? {};
  const why = clientId === null ? (heard.last?.why ?? 'U-ON did not say in time whether it made the client') : null;
  const card: CardAnswer = { callId, clientId, created, why };
  await tellCall(input, card);
  return card;
}

/** A call that is open learns who its client is; in the journal of a closed one it is written. */
async function tellCall({ enterprise, callId }: MakeCardInput, card: CardAnswer): Promise<void> {
  try {
    await getExternalWorkflowHandle(callWorkflowId(enterprise, callId)).signal(SIGNAL.cardAnswer, card);
  } catch (error) {
    if (!(error instanceof ApplicationFailure)) throw error;
    const step = { ...cardStep(card), at: new Date().toISOString() };
    const options = { summary: 'journal' };
    await inTurn(() => database.noteCard.executeWithOptions(options, [enterprise, callId, card.clientId, step]));
  }
}
