import type { Client } from '@temporalio/client';
import type { RepeatResult } from '../domain/repeat.ts';
import { repeatWorkflowId, TASK_QUEUE, WORKFLOW, WORKFLOW_TASK_TIMEOUT, type RepeatInput } from '../workflows/names.ts';
import type { repeatStep as repeatStepWorkflow } from '../workflows/repeat-step.ts';
import { TemporalAwayError } from './temporal-away.ts';

const START_MS = 5_000;

/**
 * Has a workflow do a step anew; who asks again meanwhile joins the one that is at it. Waits a little for the end: null, it is
 * still under way. @throws TemporalAwayError
 */
export async function repeatStep(client: Client, input: RepeatInput, withinMs: number): Promise<RepeatResult | null> {
  const { enterprise, callId, step } = input;
  const start = () =>
    client.workflow.start<typeof repeatStepWorkflow>(WORKFLOW.repeatStep, {
      workflowId: repeatWorkflowId(enterprise, callId, step),
      workflowIdConflictPolicy: 'USE_EXISTING',
      taskQueue: TASK_QUEUE.calls,
      args: [input],
      workflowTaskTimeout: WORKFLOW_TASK_TIMEOUT,
      staticSummary: `Повтор шага «${step}» · звонок ${callId} · ${enterprise}`,
      priority: { priorityKey: 3 },
    });
  try {
    const handle = await client.connection.withDeadline(Date.now() + START_MS, start);
    return await client.withAbortSignal(AbortSignal.timeout(withinMs), () => handle.result()).catch(() => null);
  } catch (error) {
    throw new TemporalAwayError('Temporal did not take it', { cause: error });
  }
}
