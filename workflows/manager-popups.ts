import {
  ApplicationFailure,
  condition,
  continueAsNew,
  defineSignal,
  getExternalWorkflowHandle,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { MergedOrder, OwedPopup, PopupEnd } from '../activities/contract/popups.ts';
import { addOwed, closeWindow, NOTHING_OWED, settle, timeLeftMs, type Merging } from '../domain/popup-merging.ts';
import { failureText } from './activity-failures.ts';
import { uon } from './activity-proxies.ts';
import { SIGNAL } from './names.ts';
import type { PopupAnswer } from './popup-messages.ts';

export const popupOwed = defineSignal<[OwedPopup]>(SIGNAL.popupOwed);

/** It ends when nothing was owed for so long; its id may then be used again. */
const IDLE = '1 minute';
/** A worker or U-ON that comes back later than this after the last popup's time finds nothing to send. */
const LATEST_MS = 60_000;

/** Temporal suggests a new run at 4,096 events, and ends a workflow at 51,200. */
const MOST_EVENTS = 20_000;

export interface ManagerPopupsInput {
  readonly enterprise: string;
  readonly managerId: string;
  /** What the run before this one knew. */
  readonly carried?: Merging<OwedPopup>;
}

/**
 * What a manager is told of calls that come within `merge_window_s`: the first popup that is owed opens a window, at its end one
 * request tells of all that are owed by then, and each call hears how its popup ended.
 */
export async function managerPopups({ enterprise, managerId, carried }: ManagerPopupsInput): Promise<void> {
  let merging: Merging<OwedPopup> = carried ?? NOTHING_OWED;
  setHandler(popupOwed, (owed) => void (merging = addOwed(merging, owed, Date.now())));

  const sendings: Promise<void>[] = [];
  const isDueAnew = () => isTimeForNewRun(merging.sending.length);
  while ((await condition(() => merging.window !== null || isDueAnew(), IDLE)) || merging.sending.length > 0) {
    const isOver = await windowEnd(() => merging.window?.closesAtMs ?? null, isDueAnew);
    if (isDueAnew()) {
      await Promise.all(sendings);
      await continueAsNew<typeof managerPopups>({ enterprise, managerId, carried: merging });
    }
    if (!isOver || merging.window === null) continue;
    const { openedAtMs, owed: popups } = merging.window;
    merging = closeWindow(merging);
    const order = { enterprise, managerId, windowMs: Date.now() - openedAtMs, popups };
    sendings.push(send(order).then(() => void (merging = settle(merging, popups))));
  }
  await Promise.all(sendings);
}

/** Nothing may be on its way then, which a slow U-ON can put off: windows go on until the history is really long. */
function isTimeForNewRun(onTheirWay: number): boolean {
  const { continueAsNewSuggested, historyLength } = workflowInfo();
  return continueAsNewSuggested && (onTheirWay === 0 || historyLength > MOST_EVENTS);
}

/** Waits until the window is over (true), which who comes later may bring nearer, or until `isDueAnew`. False: there is none. */
async function windowEnd(closesAtMs: () => number | null, isDueAnew: () => boolean): Promise<boolean> {
  for (;;) {
    const atMs = closesAtMs();
    if (atMs === null) return false;
    const leftMs = Math.ceil(atMs - Date.now());
    if (leftMs <= 0) return true;
    const isSooner = await condition(() => (closesAtMs() ?? atMs) < atMs || isDueAnew(), leftMs);
    if (!isSooner) return true;
    if (isDueAnew()) return false;
  }
}

/** Sends what was collected, and tells each call how its popup ended. */
async function send(order: MergedOrder): Promise<void> {
  const { popups, managerId } = order;
  const answers = await answersTo(order);
  await Promise.all(
    popups.map((owed) => {
      const end = answers.ends.find(({ callId }) => callId === owed.callId);
      return tell(owed, managerId, end ? { kind: 'ended', ...end } : { kind: 'failed', why: answers.why });
    }),
  );
}

async function answersTo(order: MergedOrder): Promise<{ readonly ends: readonly PopupEnd[]; readonly why: string }> {
  const { popups, managerId } = order;
  const latestMs = Math.ceil(Math.max(...popups.map((popup) => timeLeftMs(popup, Date.now()))));
  const activities = uon(popups.at(-1)?.account ?? '', 'popup', Math.max(0, latestMs) + LATEST_MS);
  const summary = `notification/create, manager ${managerId}, calls: ${popups.length}`;
  try {
    return { ends: await activities.sendMergedPopup.executeWithOptions({ summary }, [order]), why: '' };
  } catch (error) {
    const why = failureText(error);
    if (why === null) throw error;
    return { ends: [], why };
  }
}

/** A call that is closed counts as told. */
async function tell({ asker, callId }: OwedPopup, managerId: string, answer: PopupAnswer): Promise<void> {
  try {
    await getExternalWorkflowHandle(asker).signal(SIGNAL.popupEnded, managerId, answer, callId);
  } catch (error) {
    if (!(error instanceof ApplicationFailure)) throw error;
  }
}
