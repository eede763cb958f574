import { defineSignal, setHandler, sleep, workflowInfo } from '@temporalio/workflow';
import type { Ask } from '../activities/contract/asked.ts';
import type { FoundClient, Greeting } from '../activities/contract/greeting.ts';
import { concernsClient, phoneOf } from '../domain/call-facts.ts';
import type { CallState } from '../domain/call-state.ts';
import { accountOf, type CallTerms } from '../domain/call-terms.ts';
import { NOTICE_PREFIX, noticeState, type Notice } from '../domain/notice.ts';
import { popupOrder } from '../domain/popup-order.ts';
import { mergeWindowMs, popupTargets, wantsPopups, type PopupTarget } from '../domain/popup-policy.ts';
import type { PopupCaller } from '../domain/popup-facts.ts';
import { failureText } from './activity-failures.ts';
import { database, inTurn, uon } from './activity-proxies.ts';
import { callerToShow, DETAILS_WAIT_MS } from './caller-to-show.ts';
import { greetNow } from './greet-now.ts';
import { SIGNAL } from './names.ts';
import { owePopup } from './owe-popup.ts';
import { readForNextTime, toReadNextTime } from './popup-details.ts';
import type { PopupAnswer } from './popup-messages.ts';
import { sendPopup } from './send-popup.ts';

export const popupEnded = defineSignal<[string, PopupAnswer]>(SIGNAL.popupEnded);

export interface NotifyIncomingInput {
  readonly enterprise: string;
  readonly notice: Notice;
  /** When we were told, epoch ms: a popup's time to live counts from then. */
  readonly receivedAtMs: number;
}

/** What became of the popup of each manager who is rung: sent, too late, or why not. */
export interface NotifyIncomingResult {
  readonly managers: Readonly<Record<string, string>>;
}

/** So long the same told again is the same call: it finds this workflow, which stays until then. */
const SAME_MS = 10_000;

/** Tells the managers who are rung of a call that another service told us of: the popup alone, by the rules of a call's. */
export async function notifyIncoming(input: NotifyIncomingInput): Promise<NotifyIncomingResult> {
  const { enterprise, notice, receivedAtMs } = input;
  const callId = `${NOTICE_PREFIX}${workflowInfo().runId}`;
  const state = noticeState(callId, notice, new Date(receivedAtMs).toISOString());
  const ask: Ask = { enterprise, callId, class: 'live' };
  const answers = new Map<string, PopupAnswer>();
  setHandler(popupEnded, (managerId, answer) => void answers.set(managerId, answer));
  const greeting = await greet(ask, state);
  const managers: Record<string, string> = {};
  for (const { managerId, ended } of greeting.popups) {
    if (ended.done) managers[managerId] = ended.value;
    else if ('refused' in ended) managers[managerId] = ended.refused;
  }
  const { terms } = greeting;
  if (terms && isWanted(state, terms)) {
    readTheRest(ask, terms, greeting);
    await tellTheOthers({ ask, state, terms, greeting, answers, managers });
  }
  await sleep(Math.max(1, receivedAtMs + SAME_MS - Date.now()));
  return { managers };
}

/** A greeting with the settings it found; null when the enterprise is gone. */
type Greeted = Omit<Greeting, 'terms'> & { readonly terms: CallTerms | null };

/** Where the greeting fails whole, the settings alone. */
async function greet(ask: Ask, state: CallState): Promise<Greeted> {
  const greeting = await greetNow(ask, state, null);
  if (greeting) return { ...greeting, terms: greeting.terms.kind === 'read' ? greeting.terms.terms : null };
  const options = { summary: 'settings' };
  const terms = await inTurn(() => database.loadTerms.executeWithOptions(options, [ask.enterprise]));
  return { terms, lookup: null, known: null, leads: null, popups: [] };
}

function isWanted(state: CallState, terms: CallTerms): boolean {
  return terms.account !== null && concernsClient(state, terms) && wantsPopups(terms.uon.notifications, 'incoming');
}

function readTheRest(ask: Ask, terms: CallTerms, { lookup, known }: Greeted): void {
  const client = lookup?.done ? lookup.value.client : null;
  if (client && known) readForNextTime(ask, accountOf(terms), client.id, toReadNextTime(known));
}

interface Telling {
  readonly ask: Ask;
  readonly state: CallState;
  readonly terms: CallTerms;
  readonly greeting: Greeted;
  /** Of the workflows of managers who are told of several calls at once. */
  readonly answers: ReadonlyMap<string, PopupAnswer>;
  /** What became of each so far. */
  readonly managers: Record<string, string>;
}

/** Those whom the greeting did not reach. */
async function tellTheOthers(telling: Telling): Promise<void> {
  const { state, terms, managers } = telling;
  const untold = popupTargets(state.dials, terms.uon).filter(({ managerId }) => !(managerId in managers));
  if (untold.length === 0) return;
  const caller = await callerOf(telling);
  await Promise.all(
    untold.map(async (target) => {
      managers[target.managerId] = await tell(telling, target, caller);
    }),
  );
}

function callerOf(telling: Telling): Promise<PopupCaller> {
  const { ask, state, terms, greeting } = telling;
  return callerToShow({
    ...{ ask, state, terms, known: greeting.known },
    lookup: () => lookUp(telling),
    leads: (clientId) => readLeads(ask, accountOf(terms), clientId),
    isOver: () => false,
  });
}

function readLeads(ask: Ask, account: string, clientId: string) {
  const options = { summary: 'lead-by-client' };
  return uon(account, 'live', DETAILS_WAIT_MS).listLeads.executeWithOptions(options, [ask, clientId, { fresh: true }]);
}

/** The client as the greeting found it, else by an ordinary activity, as long as a popup may wait. */
async function lookUp({ ask, state, terms, greeting }: Telling): Promise<FoundClient | null> {
  const phone = phoneOf(state, terms);
  const { lookup } = greeting;
  if (lookup?.done) return lookup.value;
  if (phone.kind !== 'number' || (lookup && 'refused' in lookup)) return null;
  const activities = uon(accountOf(terms), 'live', DETAILS_WAIT_MS);
  return activities.findClient.executeWithOptions({ summary: 'user/phone' }, [ask, phone.e164, { fresh: false }]);
}

async function tell(
  { ask, state, terms, answers }: Telling,
  target: PopupTarget,
  caller: PopupCaller,
): Promise<string> {
  const popup = popupOrder(state, terms, target, caller, Date.now());
  const account = accountOf(terms);
  const windowMs = mergeWindowMs(terms.uon.notifications);
  try {
    if (windowMs === 0) return await sendPopup(ask, account, popup);
    const answer = await owePopup({ ask, account, windowMs, popup }, () => answers.get(target.managerId));
    return answer.kind === 'ended' ? answer.outcome : answer.why;
  } catch (error) {
    const why = failureText(error);
    if (why === null) throw error;
    return why;
  }
}
