import {
  ApplicationFailure,
  condition,
  continueAsNew,
  defineSignal,
  getExternalWorkflowHandle,
  setHandler,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import type { Ask } from '../activities/contract/asked.ts';
import type { NumberQuestion } from '../activities/contract/calls.ts';
import { accountOf, actionsFor, type CallTerms } from '../domain/call-terms.ts';
import { withArchive } from '../domain/lead-facts.ts';
import { decideLead, newestActive, type LeadFacts } from '../domain/lead-policy.ts';
import type { OrderedClass } from '../domain/request-class.ts';
import { failureText } from './activity-failures.ts';
import { cards, database, inTurn, uon } from './activity-proxies.ts';
import { SIGNAL } from './names.ts';
import type { ClientAnswer, LeadAnswer } from './number-messages.ts';

export const ask = defineSignal<[NumberQuestion]>(SIGNAL.ask);

/** It ends when nobody asked for so long; its id may then be used again. */
const IDLE = '1 minute';
/** U-ON finds a client by phone only a second after it was created; nothing is made for it before. */
const INDEX_DELAY_MS = 1_000;
/** What this run made so lately is known better here than U-ON may show it. */
const RECENT_MS = 60_000;
/** A "not found" younger than this was said after anything that an earlier run of this workflow created. */
const NOT_FOUND_IS_FRESH_MS = 10_000;

const CREATION_OFF = 'create_client_on_call is off';
const TOO_LATE = 'U-ON did not answer in time';

export interface NumberInput {
  readonly enterprise: string;
  /** What the run before this one knew. */
  readonly carried?: { readonly memory: Memory; readonly questions: readonly NumberQuestion[] };
}

/** What this run did and knows, so that calls at once make one client and one lead. */
interface Memory {
  /** The client of the number, made or found by this run. */
  client: { clientId: string; isCreated: boolean; atMs: number } | null;
  lead: { clientId: string; facts: LeadFacts; atMs: number } | null;
  /** By call id. */
  readonly answers: Record<string, { client: ClientAnswer; lead: LeadAnswer }>;
}

/**
 * The one creator of client and lead for a number of an enterprise: calls ask it, it answers each by signals, first with
 * the client, then with the lead. It serves them one after the other and remembers what it made.
 */
export async function number({ enterprise, carried }: NumberInput): Promise<void> {
  const questions: NumberQuestion[] = [...(carried?.questions ?? [])];
  const memory: Memory = carried?.memory ?? { client: null, lead: null, answers: {} };
  let serving: string | null = null;
  // Asked again while it waits or is served, a question is no new one.
  setHandler(ask, (question) => {
    const isKnown = serving === idOf(question) || questions.some((one) => idOf(one) === idOf(question));
    if (!isKnown) questions.push(question);
  });

  while (await condition(() => questions.length > 0, IDLE)) {
    const question = questions.shift();
    serving = question ? idOf(question) : null;
    if (question) await serve(enterprise, question, questions, memory);
    serving = null;
    if (workflowInfo().continueAsNewSuggested) {
      await continueAsNew<typeof number>({ enterprise, carried: { memory, questions } });
    }
  }
}

async function serve(
  enterprise: string,
  question: NumberQuestion,
  others: NumberQuestion[],
  memory: Memory,
): Promise<void> {
  // Who waited for the card has left: U-ON's own form was opened instead.
  if (isTooLate(question)) return;
  const id = idOf(question);
  let answer = memory.answers[id];
  if (!answer || (question.isRepeat && answer.lead.failed)) {
    const terms = await inTurn(() => database.loadTerms.executeWithOptions({ summary: 'settings' }, [enterprise]));
    answer = await answerTo(terms, question, others, memory);
    memory.answers[id] = answer;
  }
  await tell(question, SIGNAL.clientAnswer, answer.client);
  await tell(question, SIGNAL.leadAnswer, answer.lead);
}

async function answerTo(terms: CallTerms | null, question: NumberQuestion, others: NumberQuestion[], memory: Memory) {
  const nobody: ClientAnswer = { clientId: null, created: false };
  if (!terms || terms.account === null) return { client: nobody, lead: none('U-ON is switched off') };
  let client = nobody;
  try {
    client = await clientFor(terms, question, memory);
    if (client.clientId === null) return { client, lead: none(isTooLate(question) ? TOO_LATE : CREATION_OFF) };
    // The card is what popups wait for: all who wait hear of it before the lead is made.
    await Promise.all(
      [question, ...others].map((asker) =>
        tell(asker, SIGNAL.clientAnswer, asker === question ? client : { ...client, created: false }),
      ),
    );
    if (question.card) return { client, lead: none('a card alone was asked for') };
    return { client, lead: await leadFor(terms, question, client.clientId, memory) };
  } catch (error) {
    const why = failureText(error);
    if (why === null) throw error;
    return { client, lead: { ...none(why), failed: true } };
  }
}

/** The client: made by this run, known to the asker, found by U-ON, or created now. */
async function clientFor(terms: CallTerms, question: NumberQuestion, memory: Memory): Promise<ClientAnswer> {
  if (question.clientId !== null) return { clientId: question.clientId, created: false };
  if (memory.client) return { clientId: memory.client.clientId, created: false };
  const isFresh = question.notFoundAtMs !== null && Date.now() - question.notFoundAtMs < NOT_FOUND_IS_FRESH_MS;
  if (!isFresh) {
    const options = { summary: 'user/phone, afresh' };
    const { client } = await creationsFor(terms, question).findClient.executeWithOptions(options, [
      askOf(terms, question),
      question.phoneE164,
      { fresh: true },
    ]);
    if (client) {
      memory.client = { clientId: client.id, isCreated: false, atMs: Date.now() };
      return { clientId: client.id, created: false };
    }
  }
  const isWanted = question.card ? !isTooLate(question) : actionsFor(terms, question.direction).create_client_on_call;
  if (!isWanted) return { clientId: null, created: false };
  const options = { summary: 'user/create' };
  const client = await creationsFor(terms, question).createClient.executeWithOptions(options, [
    askOf(terms, question),
    question.phoneE164,
    question.direction,
  ]);
  memory.client = { clientId: client.id, isCreated: true, atMs: Date.now() };
  return { clientId: client.id, created: true };
}

/** The lead by the table of actions. */
async function leadFor(
  terms: CallTerms,
  question: NumberQuestion,
  clientId: string,
  memory: Memory,
): Promise<LeadAnswer> {
  const leads = await leadsToGoBy(terms, question, clientId, memory);
  const decision = decideLead(leads, { ...actionsFor(terms, question.direction), status_lead_active: undefined });
  if (decision.kind !== 'create') {
    return { ...none(decision.kind === 'none' ? decision.why : null), leadId: newestActive(leads)?.id ?? null };
  }
  const { direction, phoneE164 } = question;
  const order = { clientId, phoneE164, direction, statusId: decision.statusId };
  const leadId = await uon(accountOf(terms), classOf(question)).createLead.executeWithOptions(
    { summary: 'lead/create' },
    [askOf(terms, question), order],
  );
  memory.lead = {
    clientId,
    facts: { id: leadId, managerId: null, isArchived: false, createdAt: '' },
    atMs: Date.now(),
  };
  return { leadId, created: true, failed: false, why: null };
}

/**
 * What is known of the client's leads: those that this run just made, which U-ON may not show yet, else what U-ON says. A
 * client that this run just created has no others, and is not asked about.
 */
async function leadsToGoBy(
  terms: CallTerms,
  question: NumberQuestion,
  clientId: string,
  { client, lead }: Memory,
): Promise<readonly LeadFacts[]> {
  const isRecent = (one: { clientId: string; atMs: number } | null) =>
    one !== null && one.clientId === clientId && Date.now() - one.atMs < RECENT_MS;
  if (client?.isCreated && isRecent(client)) await sleep(Math.max(1, client.atMs + INDEX_DELAY_MS - Date.now()));
  if (lead && isRecent(lead)) return [lead.facts];
  return client?.isCreated && isRecent(client) ? [] : readLeads(terms, question, clientId);
}

async function readLeads(terms: CallTerms, question: NumberQuestion, clientId: string): Promise<readonly LeadFacts[]> {
  const creations = uon(accountOf(terms), classOf(question));
  const [leads, statuses] = await Promise.all([
    creations.leadsOfClient.executeWithOptions({ summary: 'lead-by-client, afresh' }, [
      askOf(terms, question),
      clientId,
    ]),
    creations.leadStatuses.executeWithOptions({ summary: 'status_lead' }, [askOf(terms, question)]),
  ]);
  return withArchive(leads, statuses);
}

function askOf(terms: CallTerms, question: NumberQuestion): Ask {
  return { enterprise: terms.enterprise, callId: question.callId, class: classOf(question) };
}

/** One call may be asked for several times: by itself, and by managers who want the card. */
function idOf({ callId, card }: NumberQuestion): string {
  return card?.id ?? callId;
}

function isTooLate({ card }: NumberQuestion): boolean {
  return card !== undefined && Date.now() >= card.untilMs;
}

function creationsFor(terms: CallTerms, question: NumberQuestion) {
  const { card } = question;
  const [account, requestClass] = [accountOf(terms), classOf(question)];
  return card ? cards(account, requestClass, Math.max(1, card.untilMs - Date.now())) : uon(account, requestClass);
}

function classOf(question: NumberQuestion): OrderedClass {
  return question.class ?? 'creation';
}

function none(why: string | null): LeadAnswer {
  return { leadId: null, created: false, failed: false, why };
}

/** One asker may ask for several calls, or be asked anew under its id, so it is told of which question. One that is closed counts as told. */
async function tell(question: NumberQuestion, signal: string, answer: ClientAnswer | LeadAnswer): Promise<void> {
  try {
    await getExternalWorkflowHandle(question.asker).signal(signal, answer, idOf(question));
  } catch (error) {
    if (!(error instanceof ApplicationFailure)) throw error;
  }
}
