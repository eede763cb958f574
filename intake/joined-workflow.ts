import { setTimeout as pause } from 'node:timers/promises';
import type { Client, WorkflowHandleWithStartDetails } from '@temporalio/client';
import { TASK_QUEUE, WORKFLOW_TASK_TIMEOUT, type WORKFLOW } from '../workflows/names.ts';
import { TemporalAwayError } from './temporal-away.ts';

/** Something that a workflow does for whoever waits for its answer. */
export interface Joined<Input> {
  readonly type: (typeof WORKFLOW)[keyof typeof WORKFLOW];
  readonly workflowId: string;
  readonly input: Input;
  /** For the Web UI. */
  readonly summary: string;
  readonly withinMs: number;
  /** After this long nobody waits for it any more, and it ends. */
  readonly endsAfter?: '1 minute';
  /** Told once Temporal has taken it, before anybody waits for it. */
  readonly onTaken?: () => Promise<void>;
}

/** How waiting came out: what the workflow said, nothing in time, or that it failed or could not be heard. */
export type Heard<Result> =
  | { readonly kind: 'said'; readonly result: Result }
  | { readonly kind: 'late' }
  | { readonly kind: 'failed'; readonly error: unknown };

const START_MS = 5_000;

/** Has a workflow do something, and waits for what it says. One of this id that runs is joined. @throws TemporalAwayError */
export async function joinWorkflow<Result, Input>(client: Client, of: Joined<Input>): Promise<Heard<Result>> {
  const deadlineMs = Date.now() + of.withinMs;
  const handle = await start<Result, Input>(client, of);
  await of.onTaken?.();
  const late = new AbortController();
  const limit = pause(Math.max(0, deadlineMs - Date.now()), null, { signal: late.signal });
  const said = client.connection.withDeadline(deadlineMs + START_MS, () => handle.result());
  try {
    return await Promise.race([
      said.then((result): Heard<Result> => ({ kind: 'said', result })),
      limit.then((): Heard<Result> => ({ kind: 'late' })),
    ]);
  } catch (error) {
    return { kind: 'failed', error };
  } finally {
    late.abort();
    await limit.catch(() => undefined);
  }
}

type Do<Result, Input> = (input: Input) => Promise<Result>;

async function start<Result, Input>(
  client: Client,
  { type, workflowId, input, summary, endsAfter }: Joined<Input>,
): Promise<WorkflowHandleWithStartDetails<Do<Result, Input>>> {
  const begin = () =>
    client.workflow.start<Do<Result, Input>>(type, {
      workflowId,
      taskQueue: TASK_QUEUE.calls,
      workflowIdConflictPolicy: 'USE_EXISTING',
      args: [input],
      workflowTaskTimeout: WORKFLOW_TASK_TIMEOUT,
      ...(endsAfter !== undefined && { workflowExecutionTimeout: endsAfter }),
      staticSummary: summary,
      priority: { priorityKey: 3 },
    });
  try {
    return await client.connection.withDeadline(Date.now() + START_MS, begin);
  } catch (error) {
    throw new TemporalAwayError('Temporal did not take it', { cause: error });
  }
}
