import { setTimeout as pause } from 'node:timers/promises';
import type { Client, WorkflowHandleWithStartDetails } from '@temporalio/client';
import { TASK_QUEUE, type WORKFLOW } from '../workflows/names.ts';
import { TemporalAwayError } from './temporal-away.ts';

/** Something that a workflow tries for whoever waits for its answer. */
export interface Trial<Input> {
  readonly type: (typeof WORKFLOW)[keyof typeof WORKFLOW];
  readonly workflowId: string;
  readonly input: Input;
  /** For the Web UI. */
  readonly summary: string;
  readonly withinMs: number;
}

export interface TrialDeps {
  readonly client: Client;
  /** Told of what is no answer: nobody works on it. */
  readonly onFailure: (error: unknown) => void;
}

const START_MS = 5_000;

/**
 * Has a workflow try something, and waits for what it says; null where it says nothing in time. One of this id that runs is
 * joined. @throws TemporalAwayError
 */
export async function runTrial<Result, Input>(
  { client, onFailure }: TrialDeps,
  trial: Trial<Input>,
): Promise<Result | null> {
  const deadlineMs = Date.now() + trial.withinMs;
  const handle = await start<Result, Input>(client, trial);
  const late = new AbortController();
  const limit = pause(trial.withinMs, null, { signal: late.signal }).catch(() => null);
  try {
    const result = client.connection.withDeadline(deadlineMs, () => handle.result());
    return await Promise.race([result, limit]);
  } catch (error) {
    onFailure(error);
    return null;
  } finally {
    late.abort();
  }
}

type Try<Result, Input> = (input: Input) => Promise<Result>;

async function start<Result, Input>(
  client: Client,
  { type, workflowId, input, summary }: Trial<Input>,
): Promise<WorkflowHandleWithStartDetails<Try<Result, Input>>> {
  const begin = () =>
    client.workflow.start<Try<Result, Input>>(type, {
      workflowId,
      taskQueue: TASK_QUEUE.calls,
      workflowIdConflictPolicy: 'USE_EXISTING',
      args: [input],
      // Nobody waits for it any more by then.
      workflowExecutionTimeout: '1 minute',
      staticSummary: summary,
      priority: { priorityKey: 3 },
    });
  try {
    return await client.connection.withDeadline(Date.now() + START_MS, begin);
  } catch (error) {
    throw new TemporalAwayError('Temporal did not take it', { cause: error });
  }
}
