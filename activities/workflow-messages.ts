import type { Client } from '@temporalio/client';
import {
  managerPopupsWorkflowId,
  numberWorkflowId,
  SIGNAL,
  TASK_QUEUE,
  WORKFLOW,
  WORKFLOW_TASK_TIMEOUT,
} from '../workflows/names.ts';
import type { CallActivities } from './contract/calls.ts';

interface Deps {
  readonly temporal: Client;
  readonly hashPhone: (enterprise: string, e164: string) => string;
}

/** What every workflow that is told by a call has in common. */
const OF_CALLS = { taskQueue: TASK_QUEUE.calls, workflowTaskTimeout: WORKFLOW_TASK_TIMEOUT };

/** Messages of calls to other workflows, which are started where they do not run. */
export function createWorkflowMessages({ temporal, hashPhone }: Deps): Pick<CallActivities, 'askNumber' | 'owePopup'> {
  return {
    askNumber: async (enterprise, question) => {
      await temporal.workflow.signalWithStart(WORKFLOW.number, {
        ...OF_CALLS,
        workflowId: numberWorkflowId(enterprise, hashPhone(enterprise, question.phoneE164)),
        args: [{ enterprise }],
        signal: SIGNAL.ask,
        signalArgs: [question],
        staticSummary: `Клиент и обращение одного номера · ${enterprise}`,
        priority: { priorityKey: 2 },
      });
    },
    owePopup: async (enterprise, managerId, owed) => {
      await temporal.workflow.signalWithStart(WORKFLOW.managerPopups, {
        ...OF_CALLS,
        workflowId: managerPopupsWorkflowId(enterprise, managerId),
        args: [{ enterprise, managerId }],
        signal: SIGNAL.popupOwed,
        signalArgs: [owed],
        staticSummary: `Уведомления менеджера ${managerId} · ${enterprise}`,
        priority: { priorityKey: 1 },
      });
    },
  };
}
