import {
  isCancellation,
  proxyActivities,
  proxyLocalActivities,
  type ActivityOptions,
  type RetryPolicy,
} from '@temporalio/workflow';
import type { Quick } from '../activities/contract/asked.ts';
import type { CallActivities } from '../activities/contract/calls.ts';
import type { CheckActivities, TelegramCheckActivities } from '../activities/contract/checks.ts';
import type { ConnectionActivities } from '../activities/contract/connection.ts';
import type { QuickActivities } from '../activities/contract/greeting.ts';
import type { PbxActivities } from '../activities/contract/pbx.ts';
import type { RecoveryActivities } from '../activities/contract/recovery.ts';
import type { RepeatActivities } from '../activities/contract/repeat.ts';
import type { TelegramActivities } from '../activities/contract/telegram.ts';
import type { UonActivities } from '../activities/contract/uon.ts';
import { PRIORITY, type RequestClass } from '../domain/request-class.ts';
import { isRefusal } from './activity-failures.ts';
import { TASK_QUEUE } from './names.ts';

/** Database work of a call, done by the worker that runs the workflow. */
export const database = proxyLocalActivities<CallActivities>({
  startToCloseTimeout: '10s',
  retry: { initialInterval: '100ms', maximumInterval: '10s' },
  // Longer waits (the database is away, a key can't be opened) are timers and hold no workflow task.
  localRetryThreshold: '1s',
});

/** The calls of a recovery in the database. */
export const recoveries = proxyLocalActivities<RecoveryActivities>({
  startToCloseTimeout: '10s',
  retry: { initialInterval: '200ms', maximumInterval: '10s' },
  localRetryThreshold: '1s',
});

/** The call whose step is repeated, in the database. */
export const repeats = proxyLocalActivities<RepeatActivities>({
  startToCloseTimeout: '10s',
  retry: { initialInterval: '100ms', maximumInterval: '10s' },
  localRetryThreshold: '1s',
});

/** Messages to other workflows: an activity, since only it may start one. */
export const messages = proxyActivities<Pick<CallActivities, 'askNumber' | 'owePopup'>>({
  taskQueue: TASK_QUEUE.calls,
  startToCloseTimeout: '20s',
  retry: { initialInterval: '200ms', maximumInterval: '10s' },
});

/**
 * What the PBX is asked to do: one attempt, since it may have been done though nobody heard so. `withinMs`: a worker that takes
 * it up later, since it was full or is the next after one that died, finds nothing.
 */
export function pbx(withinMs: number) {
  return proxyActivities<PbxActivities>({
    taskQueue: TASK_QUEUE.calls,
    scheduleToStartTimeout: withinMs,
    startToCloseTimeout: '15s',
    retry: { maximumAttempts: 1 },
  });
}

/** The popup path: one attempt, a second for what is read and one for the popups. The timeout is for a worker that hangs. */
export const quick = proxyLocalActivities<QuickActivities>({
  startToCloseTimeout: '3s',
  retry: { maximumAttempts: 1 },
});

/** How long an effect that must not be lost is tried: two weeks, in milliseconds. */
const FOR_DAYS_MS = 14 * 24 * 3_600_000;

/**
 * U-ON requests as ordinary activities of an account's class, tried again with backoff for `withinMs`. The heartbeat tells a
 * worker that died from one that waits for a slot: its calls go on within 15 s, and no sooner than a request of the dead one
 * can still be answered.
 */
export function uon(account: string, requestClass: RequestClass, withinMs: number = FOR_DAYS_MS) {
  return proxyActivities<UonActivities>(uonOptions(account, requestClass, withinMs));
}

const UON_RETRY: RetryPolicy = { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '30s' };

function uonOptions(account: string, requestClass: RequestClass, withinMs: number): ActivityOptions {
  return {
    taskQueue: TASK_QUEUE.uon,
    startToCloseTimeout: '5 minutes',
    heartbeatTimeout: '12s',
    scheduleToCloseTimeout: withinMs,
    retry: UON_RETRY,
    priority: { priorityKey: PRIORITY[requestClass], fairnessKey: account },
    allowEagerDispatch: false,
  };
}

/** Whoever asked has an answer or has left by then; what is still learned is kept for the next who asks. */
const LOOKUP_WITHIN_MS = 20_000;

/**
 * U-ON requests of a service that waits for the answer, behind all that live calls and their creations want; or, live, of a PBX
 * that is about to ring somebody: an old answer now is worth more to them than a new one in half a minute.
 */
export function lookups(account: string, requestClass: 'live' | 'hangup') {
  return proxyActivities<UonActivities>(whileWaiting(account, requestClass, LOOKUP_WITHIN_MS));
}

/** U-ON requests for a manager who waits for a card; else U-ON's own form is opened. */
export function cards(account: string, requestClass: RequestClass, withinMs: number) {
  return proxyActivities<UonActivities>(whileWaiting(account, requestClass, withinMs));
}

/** Not tried again where an account is known to be in trouble. */
function whileWaiting(account: string, requestClass: RequestClass, withinMs: number): ActivityOptions {
  return {
    ...uonOptions(account, requestClass, withinMs),
    retry: { ...UON_RETRY, nonRetryableErrorTypes: ['uon-paused', 'uon-key-refused', 'settings-unreadable'] },
  };
}

/** What is noted of a connection, on the queue that has what it needs. */
export const connectionNotes = proxyActivities<ConnectionActivities>({
  taskQueue: TASK_QUEUE.uon,
  startToCloseTimeout: '20s',
  retry: { initialInterval: '1s', maximumInterval: '30s' },
});

/** So long U-ON is tried in one look. Then it is told what is wrong, and the next look tries again. */
const LOOK_WITHIN_MS = 10 * 60_000;
/** An account that is ours no more: the new one waits for it. Enough for a request that times out, and another one. */
const LEAVE_WITHIN_MS = 20_000;

/** U-ON requests that connect an account. A refused key ends them: nothing but the administrator can mend it. */
export function connecting(account: string) {
  return proxyActivities<ConnectionActivities & Pick<UonActivities, 'refreshDirectory'>>({
    ...uonOptions(account, 'hangup', LOOK_WITHIN_MS),
    retry: { ...UON_RETRY, nonRetryableErrorTypes: ['uon-key-refused'] },
  });
}

/** U-ON requests that clear an account which is ours no more. */
export function leaving(account: string) {
  return proxyActivities<ConnectionActivities>({
    ...uonOptions(account, 'hangup', LEAVE_WITHIN_MS),
    retry: { ...UON_RETRY, nonRetryableErrorTypes: ['uon-key-refused', 'settings-unreadable'] },
  });
}

/** An activity tells by itself that its time is over; a worker that does not come to it is waited for no longer. */
const UNTOLD_MS = 1_000;

/** What an administrator waits for: once, within a time, and not behind the backlog that his account may have. */
export function trials(enterprise: string, withinMs: number) {
  return proxyActivities<CheckActivities>(trialOptions(enterprise, withinMs));
}

/** The same of Telegram. */
export function telegramTrials(enterprise: string, withinMs: number) {
  return proxyActivities<TelegramCheckActivities>(trialOptions(enterprise, withinMs));
}

function trialOptions(enterprise: string, withinMs: number): ActivityOptions {
  return {
    taskQueue: TASK_QUEUE.uon,
    scheduleToCloseTimeout: withinMs + UNTOLD_MS,
    retry: { maximumAttempts: 1 },
    priority: { priorityKey: PRIORITY.hangup, fairnessKey: `trial:${enterprise}` },
    allowEagerDispatch: false,
  };
}

/**
 * Messages in Telegram, one request at a time of each enterprise, so they take no room of the queue's. A request takes 10 s; what
 * a worker that died was at is looked for by the next attempt, which the heartbeat brings about soon.
 */
export function telegram(enterprise: string) {
  return proxyActivities<TelegramActivities>({
    taskQueue: TASK_QUEUE.uon,
    startToCloseTimeout: '25s',
    heartbeatTimeout: '8s',
    retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '30s' },
    priority: { priorityKey: PRIORITY.hangup, fairnessKey: `telegram:${enterprise}` },
    allowEagerDispatch: false,
  });
}

/** The end of the local activity before, of this workflow: the SDK keeps a module's state apart for each. */
let lastInTurn: Promise<unknown> = Promise.resolve();

/**
 * Local activities one at a time. Several at once may be told of in another order when a history is replayed than when it
 * was written (seen: "Missing associated machine for LocalActivity"), and what then follows from them differs.
 */
export function inTurn<T>(run: () => Promise<T>): Promise<T> {
  const result = lastInTurn.then(run);
  lastInTurn = result.catch(() => undefined);
  return result;
}

/** The quick way, and the ordinary one for what a second was not enough for. */
export async function quickElse<T>(now: () => Promise<Quick<T>>, ordinary: () => Promise<T>): Promise<T> {
  const answer = await inTurn(now).catch((error: unknown) => {
    if (isCancellation(error) || isRefusal(error)) throw error;
    return { done: false } as const;
  });
  return answer.done ? answer.value : ordinary();
}
