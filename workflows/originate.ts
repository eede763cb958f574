import { sleep } from '@temporalio/workflow';
import type { CallTerms } from '../domain/call-terms.ts';
import {
  CLICK_LIFETIME_MS,
  clickerOf,
  noCallText,
  planCall,
  type NoCall,
  type PlannedCall,
} from '../domain/originate.ts';
import type { Phone } from '../domain/phone.ts';
import { failureText, failureType, isNeverBegun } from './activity-failures.ts';
import { database, inTurn, pbx, uon } from './activity-proxies.ts';

export interface OriginateInput {
  readonly enterprise: string;
  readonly webhookId: number;
  /** When the click arrived, epoch ms: its age is counted from then. */
  readonly receivedAtMs: number;
  readonly managerId: string | null;
  readonly phone: Phone;
}

export interface OriginateResult {
  readonly ended: 'placed' | NoCall | 'off';
}

/** A PBX that can't be reached is asked again so soon. */
const AGAIN_MS = 1_000;
/** How long the manager may be told that there is no call. */
const TELL_WITHIN_MS = 60_000;

/** A click on a phone in U-ON: the manager's own telephone rings, then the client's. Placed at once or not at all. */
export async function originate(input: OriginateInput): Promise<OriginateResult> {
  const { enterprise, webhookId } = input;
  const terms = await inTurn(() => database.loadTerms.executeWithOptions({ summary: 'settings' }, [enterprise]));
  const click = terms && { ...input, managerId: clickerOf(terms.uon, input) };
  const ended = terms?.uon.enabled && click ? await place(terms, click) : 'off';
  if (click && ended !== 'placed' && ended !== 'off') await tell(terms, click, ended);
  await inTurn(() => database.endWebhook.executeWithOptions({ summary: 'webhook' }, [webhookId, ended]));
  return { ended };
}

async function place(terms: CallTerms, input: OriginateInput): Promise<'placed' | NoCall> {
  const plan = planCall(terms.uon, input);
  if (typeof plan === 'string') return plan;
  const latestMs = input.receivedAtMs + CLICK_LIFETIME_MS;
  let failed: NoCall = 'late';
  while (Date.now() < latestMs) {
    const ended = await attempt(input.enterprise, plan, latestMs);
    if (ended !== 'no-connection') return ended;
    failed = ended;
    await sleep(AGAIN_MS);
  }
  return failed;
}

/** Asks the PBX once: nothing is sent again that may have been done. */
async function attempt(enterprise: string, plan: PlannedCall, latestMs: number): Promise<'placed' | NoCall> {
  const { placeCall } = pbx(latestMs - Date.now());
  try {
    await placeCall.executeWithOptions({ summary: 'originate' }, [enterprise, plan, latestMs]);
    return 'placed';
  } catch (error) {
    if (failureText(error) === null) throw error;
    // No worker took it up in time, and none will.
    if (isNeverBegun(error)) return 'late';
    const type = failureType(error);
    // Its time was over: whoever asked died, or stands still.
    return type === null ? 'unclear' : (OF_TYPE[type] ?? 'refused');
  }
}

const OF_TYPE: Readonly<Record<string, NoCall>> = {
  'originate-late': 'late',
  'originate-not-sent': 'no-connection',
  'originate-not-allowed': 'not-allowed',
  'originate-unclear': 'unclear',
};

/** Shows the manager why there is no call, if U-ON takes it in time. */
async function tell(terms: CallTerms, { webhookId, managerId, phone }: OriginateInput, why: NoCall): Promise<void> {
  if (managerId === null || terms.account === null) return;
  const ask = { enterprise: terms.enterprise, callId: `click:${webhookId}`, class: 'creation' as const };
  const activities = uon(terms.account, 'live', TELL_WITHIN_MS);
  try {
    const options = { summary: `notification/create, manager ${managerId}` };
    await activities.tellManager.executeWithOptions(options, [ask, managerId, noCallText(why, phone)]);
  } catch (error) {
    if (failureText(error) === null) throw error;
  }
}
