import { hangupOf, newCallId, newPhone, openingEvents } from '../../tests/support/call-script.ts';
import { managerPopupsWorkflowId } from '../../workflows/names.ts';
import { SHORT, type Scene } from './scene.ts';
import type { Stage } from './stage.ts';

const merging = (seconds: number) => ({ notifications: { merge_window_s: seconds }, calls: SHORT });
const MISSED = { CallStatus: '0', StartTime: '', Extensions: [''] };

/** Popups that are collected for a manager. */
export const MERGED_SCENES: readonly Scene[] = [
  {
    name: 'call-popup-together',
    uon: merging(1),
    async play(stage) {
      const other = { callId: newCallId(), phone: newPhone(), rung: ['151'] };
      await Promise.all([stage.play(opening(stage)), stage.play(openingEvents(other))]);
      await stage.asked('notification/create');
      await Promise.all([stage.play([hangupOf(stage, MISSED)]), stage.play([hangupOf(other, MISSED)])]);
      await Promise.all([stage.closed(), stage.closed(other.callId)]);
    },
    shows: ['popup: extension 151, manager 2 done'],
    others: { popups: 'manager-popups-together' },
  },
  {
    name: 'call-popup-over-in-window',
    uon: merging(4),
    async play(stage) {
      await stage.play(opening(stage));
      await stage.noted('popup: extension 151, manager 2 running');
      await stage.play([hangupOf(stage, MISSED)]);
      await stage.closed();
    },
    shows: ['popup: extension 151, manager 2 skipped'],
    others: { popups: 'manager-popups-nobody-rings' },
  },
  {
    name: 'call-popup-together-refused',
    uon: merging(1),
    async play(stage) {
      stage.fault({ kind: 'refused', route: 'notification/create' });
      await stage.play(opening(stage));
      await stage.noted('popup: extension 151, manager 2 failed');
      await stage.play([hangupOf(stage, MISSED)]);
      await stage.closed();
    },
    shows: ['popup: extension 151, manager 2 failed'],
    others: { popups: 'manager-popups-refused' },
  },
  {
    // One after the other, so many that the manager's workflow goes on in a second run, which has to tell of its own.
    uon: merging(0.2),
    async play(stage) {
      const workflowId = managerPopupsWorkflowId(stage.enterprise.number, '2');
      const isContinued = async () => {
        const { raw, runId } = await stage.temporal.workflow.getHandle(workflowId).describe();
        return raw.workflowExecutionInfo?.firstRunId !== runId;
      };
      let calls = 0;
      do await tellAlone(stage, ++calls);
      while (calls < 30 && !(await isContinued()));
      await tellAlone(stage, calls + 1);
      if (!(await isContinued())) throw new Error(`${calls} popups did not make it continue as new`);
    },
    shows: [],
    others: { popups: 'manager-popups-continued' },
  },
];

function opening({ callId, phone }: Stage) {
  return openingEvents({ callId, phone, rung: ['151'] });
}

/** A call with a popup of its own, the so manieth. */
async function tellAlone(stage: Stage, nth: number): Promise<void> {
  const call = { callId: newCallId(), phone: newPhone(), rung: ['151'] };
  await stage.play(openingEvents(call));
  await stage.asked('notification/create', nth);
  await stage.play([hangupOf(call, MISSED)]);
  await stage.closed(call.callId);
}
