import { WorkflowFailedError } from '@temporalio/client';
import { failureLine } from '../domain/journal.ts';
import type { RepeatResult } from '../domain/repeat.ts';
import { repeatWorkflowId, WORKFLOW, type RepeatInput } from '../workflows/names.ts';
import { joinWorkflow } from './joined-workflow.ts';
import type { TrialDeps } from './run-trial.ts';

/**
 * Has a workflow do a step anew; who asks again meanwhile joins the one that is at it. `onTaken`: Temporal has taken it. Waits a
 * little for the end: null, it is still under way. @throws TemporalAwayError
 */
export async function repeatStep(
  { client, onFailure }: TrialDeps,
  input: RepeatInput,
  { withinMs, onTaken }: { readonly withinMs: number; readonly onTaken?: () => Promise<void> },
): Promise<RepeatResult | null> {
  const { enterprise, callId, step } = input;
  const heard = await joinWorkflow<RepeatResult, RepeatInput>(client, {
    ...{ type: WORKFLOW.repeatStep, workflowId: repeatWorkflowId(enterprise, callId, step), input, withinMs },
    summary: `Повтор шага «${step}» · звонок ${callId} · ${enterprise}`,
    ...(onTaken && { onTaken }),
  });
  if (heard.kind === 'said') return heard.result;
  if (heard.kind === 'late') return null;
  onFailure(heard.error);
  // What can't be heard may go on all the same.
  return heard.error instanceof WorkflowFailedError ? BROKEN_OFF : null;
}

const BROKEN_OFF: RepeatResult = {
  status: 'failed',
  error: failureLine({ message: 'the repeat was broken off; the log says why' }),
};
