import type { Client } from '@temporalio/client';
import { noticeWorkflowId, TASK_QUEUE, WORKFLOW, WORKFLOW_TASK_TIMEOUT } from '../workflows/names.ts';
import type { NotifyIncomingInput } from '../workflows/notify-incoming.ts';
import { TemporalAwayError } from './temporal-away.ts';

export interface NoticeDeps {
  readonly client: Client;
  readonly hashNotice: (enterprise: string, said: string) => string;
}

const START_MS = 5_000;

/**
 * Has a workflow tell the managers who are rung; it is under way once this returns. The same told again within seconds is the
 * same call. @throws TemporalAwayError
 */
export async function startNotice({ client, hashNotice }: NoticeDeps, input: NotifyIncomingInput): Promise<void> {
  const { enterprise, notice } = input;
  const said = JSON.stringify([notice.phone, notice.line, [...notice.extensions].toSorted()]);
  const start = () =>
    client.workflow.start(WORKFLOW.notifyIncoming, {
      workflowId: noticeWorkflowId(enterprise, hashNotice(enterprise, said)),
      workflowIdConflictPolicy: 'USE_EXISTING',
      taskQueue: TASK_QUEUE.calls,
      args: [input],
      workflowTaskTimeout: WORKFLOW_TASK_TIMEOUT,
      staticSummary: `Уведомление о звонке · ${enterprise}`,
      priority: { priorityKey: 1 },
    });
  try {
    await client.connection.withDeadline(Date.now() + START_MS, start);
  } catch (error) {
    throw new TemporalAwayError('Temporal did not take it', { cause: error });
  }
}
