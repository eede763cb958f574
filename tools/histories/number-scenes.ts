import { answeredCall, missedCall, newCallId } from '../../tests/support/call-script.ts';
import type { NumberQuestion } from '../../activities/contract/calls.ts';
import { MANAGERS, STATUSES } from '../../tests/support/account.ts';
import { waitFor } from '../../tests/support/wait-for.ts';
import { callWorkflowId, numberWorkflowId, SIGNAL, TASK_QUEUE, WORKFLOW } from '../../workflows/names.ts';
import { CREATE, knownClient, type Scene } from './scene.ts';

/** What the creator of client and lead meets. */
export const NUMBER_SCENES: readonly Scene[] = [
  {
    name: 'call-second-of-two',
    number: 'number-two-at-once',
    uon: { incoming_call_actions: CREATE },
    async play(stage) {
      const first = { callId: newCallId(), phone: stage.phone };
      await Promise.all([stage.play(answeredCall(first)), stage.play(answeredCall(stage))]);
      await Promise.all([stage.closed(first.callId), stage.closed()]);
    },
    shows: ['call_history/create done', 'user/update: manager done'],
  },
  {
    name: 'call-known-since',
    number: 'number-finds-client',
    // An outgoing call makes nothing, and leaves in the cache that nobody has the number.
    uon: { incoming_call_actions: CREATE },
    async play(stage) {
      const before = { callId: newCallId(), phone: stage.phone };
      await stage.play(missedCall({ ...before, type: 1 }));
      await stage.closed(before.callId);
      const account = { managers: MANAGERS, statuses: STATUSES, ...knownClient([])(stage.phone) };
      stage.system.uon.setAccount(stage.enterprise.apiKey, account);
      await stage.play(answeredCall(stage));
      await stage.closed();
    },
    shows: ['call_history/create done'],
  },
  {
    // Asked by calls that closed long ago: their answers have nowhere to go, and enough is asked for a second run.
    number: 'number-continued',
    uon: { incoming_call_actions: CREATE },
    async play({ temporal, enterprise, phone, asked }) {
      const workflowId = numberWorkflowId(enterprise.number, 'by-hand');
      for (let count = 1; count <= 8; count++) {
        const callId = newCallId();
        await temporal.workflow.signalWithStart(WORKFLOW.number, {
          workflowId,
          taskQueue: TASK_QUEUE.calls,
          args: [{ enterprise: enterprise.number }],
          signal: SIGNAL.ask,
          signalArgs: [
            {
              callId,
              asker: callWorkflowId(enterprise.number, callId),
              phoneE164: `+${phone}`,
              direction: 'incoming',
              clientId: null,
              notFoundAtMs: null,
            } satisfies NumberQuestion,
          ],
        });
      }
      await asked('lead/create');
      await waitFor('a second run', async () => {
        const first = await temporal.workflow.getHandle(workflowId).describe();
        return first.raw.workflowExecutionInfo?.firstRunId !== first.runId;
      });
    },
    shows: [],
  },
];
