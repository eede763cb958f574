import { defineSearchAttributeKey, SearchAttributeType, TypedSearchAttributes } from '@temporalio/common';
import {
  WorkflowExecutionAlreadyStartedError,
  WorkflowFailedError,
  WorkflowNotFoundError,
  type Client,
} from '@temporalio/client';
import type pg from 'pg';
import { addLateStep } from '../db/calls.ts';
import type { InboxRow } from '../db/inbox.ts';
import { receivedEvents } from '../domain/received-event.ts';
import {
  callWorkflowId,
  SEARCH_ATTRIBUTE,
  SIGNAL,
  TASK_QUEUE,
  WORKFLOW,
  WORKFLOW_TASK_TIMEOUT,
  type CallInput,
  type CallResult,
} from '../workflows/names.ts';
import { lateStep } from './accept.ts';

export interface SignalDeps {
  readonly pool: pg.Pool;
  readonly client: Client;
}

/** What became of events that were to be told to their call. */
export interface Told {
  readonly delivered: readonly InboxRow[];
  /** The call had closed before; its journal says so. */
  readonly late: readonly InboxRow[];
}

/** The SDK repeats by itself within it. */
const SIGNAL_MS = 5_000;

/** Tells a call's workflow of events of that call, and starts it with the first. @throws what Temporal answers */
export async function signalCall(deps: SignalDeps, rows: readonly InboxRow[]): Promise<Told> {
  const [first] = rows;
  if (!first || first.callId === null) return { delivered: rows, late: [] };
  const { enterprise, callId } = first;
  const workflowId = callWorkflowId(enterprise, callId);
  for (const row of rows) if (row.movedFrom !== null) await takeBack(deps, row.movedFrom, row);
  const input: CallInput = { enterprise, callId };
  try {
    await withinTime(deps, () =>
      deps.client.workflow.signalWithStart(WORKFLOW.call, {
        workflowId,
        taskQueue: TASK_QUEUE.calls,
        args: [input],
        signal: SIGNAL.pbxEvents,
        signalArgs: [receivedEvents(rows)],
        workflowIdReusePolicy: 'REJECT_DUPLICATE',
        workflowTaskTimeout: WORKFLOW_TASK_TIMEOUT,
        staticSummary: `Звонок ${callId} · ${enterprise}`,
        typedSearchAttributes: enterpriseAttribute(enterprise),
        priority: { priorityKey: 1 },
      }),
    );
    return { delivered: rows, late: [] };
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    const heard = await heardBy(deps, workflowId);
    const late = rows.filter(({ id }) => !heard.has(id));
    for (const { event, receivedAt } of late) {
      await addLateStep(deps.pool, enterprise, callId, { ...lateStep(event), at: receivedAt.toISOString() });
    }
    return { delivered: rows.filter(({ id }) => heard.has(id)), late };
  }
}

/** The events that a closed call had been told of: a signal whose answer was lost had arrived all the same. */
async function heardBy(deps: SignalDeps, workflowId: string): Promise<ReadonlySet<number>> {
  const handle = deps.client.workflow.getHandle<() => Promise<CallResult | undefined>>(workflowId);
  try {
    const result = await withinTime(deps, () => handle.result());
    return new Set(result?.heard);
  } catch (error) {
    // Terminated by hand, say: it has no result.
    if (error instanceof WorkflowFailedError) return new Set();
    throw error;
  }
}

/** Takes an event back from a call that it was wrongly given to. */
async function takeBack(deps: SignalDeps, callId: string, { enterprise, id }: InboxRow): Promise<void> {
  const handle = deps.client.workflow.getHandle(callWorkflowId(enterprise, callId));
  try {
    await withinTime(deps, () => handle.signal(SIGNAL.retractEvent, id));
  } catch (error) {
    // The other call is closed, and what it did cannot be undone; or it never heard of the event.
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
}

function withinTime<T>({ client }: SignalDeps, ask: () => Promise<T>): Promise<T> {
  return client.connection.withDeadline(Date.now() + SIGNAL_MS, ask);
}

function enterpriseAttribute(enterprise: string): TypedSearchAttributes {
  const key = defineSearchAttributeKey(SEARCH_ATTRIBUTE.enterprise, SearchAttributeType.KEYWORD);
  return new TypedSearchAttributes([{ key, value: enterprise }]);
}
