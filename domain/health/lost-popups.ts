import type { JournalStep } from '../journal.ts';
import { POPUP_ENDING, popupExtension } from '../popup-endings.ts';
import type { ReceivedEvent } from '../received-event.ts';
import type { CountName } from './counts.ts';

type Lost = Extract<CountName, 'popups_late' | 'popups_over' | 'popups_failed'>;

/** Whoever hangs up sooner after the ring leaves nobody the time to read a popup, however quick that is. */
const SHORT_RING_MS = 2_000;

/** Does the journal tell of a popup that was due and not shown? */
export function hasLostPopups(steps: readonly JournalStep[]): boolean {
  return steps.some((step) => endingOf(step) !== null);
}

/**
 * What the popups of a closed call count as that were due and not shown, one a manager. One that the end of the call overtook
 * is ours (`popups_late`) where the extension had rung for long enough: only the PBX's events say for how long, the steps are of
 * when we came to them.
 */
export function lostPopups(steps: readonly JournalStep[], events: readonly ReceivedEvent[]): readonly Lost[] {
  return steps.flatMap((step) => {
    const ending = endingOf(step);
    // Whoever wants popups to be collected wants this one not to be sent.
    if (ending !== 'popups_over' || step.error === POPUP_ENDING.overInWindow) return ending ?? [];
    return rangMs(popupExtension(step.name) ?? '', events) > SHORT_RING_MS ? 'popups_late' : 'popups_over';
  });
}

function endingOf({ name, status, error }: JournalStep): Lost | null {
  if (popupExtension(name) === null) return null;
  if (status === 'failed') return 'popups_failed';
  if (status !== 'skipped') return null;
  if (error === POPUP_ENDING.untaken) return 'popups_failed';
  if (error === POPUP_ENDING.tooLate) return 'popups_late';
  return error === POPUP_ENDING.over || error === POPUP_ENDING.overInWindow ? 'popups_over' : null;
}

/** From the first ring of the extension to the hangup, by the arrival of the events; 0 where either is not known. */
function rangMs(extension: string, events: readonly ReceivedEvent[]): number {
  const dial = events.find(({ event }) => event.name === 'dial' && event.extensions.includes(extension));
  const hangup = events.find(({ event }) => event.name === 'hangup');
  return dial && hangup ? Date.parse(hangup.receivedAt) - Date.parse(dial.receivedAt) : 0;
}
