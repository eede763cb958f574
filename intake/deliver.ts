import { WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError, type Client } from '@temporalio/client';
import type pg from 'pg';
import { addLateStep } from '../db/calls.ts';
import { markDelivered, type InboxRow } from '../db/inbox.ts';
import type { ReceivedEvent } from '../domain/call-state.ts';
import { isPbxEventName, isStoryEvent, parsePbxEvent } from '../domain/pbx-event.ts';
import {
  callWorkflowId,
  SEARCH_ATTRIBUTE,
  SIGNAL,
  TASK_QUEUE,
  WORKFLOW,
  WORKFLOW_TASK_TIMEOUT,
  type CallInput,
} from '../workflows/names.ts';
import { defineSearchAttributeKey, SearchAttributeType, TypedSearchAttributes } from '@temporalio/common';
import { lateStep, type Accepted } from './accept.ts';

export interface DeliverDeps {
  readonly pool: pg.Pool;
  readonly client: Client;
  /** Told of what could not be signalled now; the sweeper tries again. */
  readonly onFailure: (error: unknown, rows: readonly InboxRow[]) => void;
}

/** Signals accepted events to their calls' workflows, those of one call one after the other. */
export interface Deliverer {
  /** Hands events on; resolves when they were signalled or failed to be (then the sweeper has them). */
  deliver(enterprise: string, accepted: Accepted): Promise<void>;
  /** Is the row being signalled right now? */
  isUnderWay(inboxId: number): boolean;
}

export function createDeliverer(deps: DeliverDeps): Deliverer {
  const queues = new Map<string, InboxRow[]>();
  const underWay = new Set<number>();

  async function drain(key: string, queue: InboxRow[]): Promise<void> {
    while (queue.length > 0) await signalRows(deps, queue.splice(0), underWay);
    queues.delete(key);
  }

  return {
    isUnderWay: (inboxId) => underWay.has(inboxId),
    async deliver(enterprise, accepted) {
      for (const { callId, inboxId } of accepted.retractions) await retract(deps, enterprise, callId, inboxId);
      const drains: Promise<void>[] = [];
      for (const row of accepted.deliveries) {
        if (underWay.has(row.id)) continue;
        underWay.add(row.id);
        const key = `${enterprise}/${row.callId}`;
        const queue = queues.get(key);
        if (queue) {
          queue.push(row);
          continue;
        }
        const fresh = [row];
        queues.set(key, fresh);
        // A turn later, so that the rest of this call's events go in the same signal.
        drains.push(Promise.resolve().then(() => drain(key, fresh)));
      }
      await Promise.all(drains);
    },
  };
}

async function signalRows(deps: DeliverDeps, rows: readonly InboxRow[], underWay: Set<number>): Promise<void> {
  const ids = rows.map((row) => row.id);
  try {
    await markDelivered(deps.pool, ids, await signalCall(deps, rows));
  } catch (error) {
    deps.onFailure(error, rows);
  } finally {
    for (const id of ids) underWay.delete(id);
  }
}

async function signalCall(deps: DeliverDeps, rows: readonly InboxRow[]): Promise<'delivered' | 'late'> {
  const [first] = rows;
  if (!first || first.callId === null) return 'delivered';
  const { enterprise, callId } = first;
  const input: CallInput = { enterprise, callId };
  try {
    await deps.client.workflow.signalWithStart(WORKFLOW.call, {
      workflowId: callWorkflowId(enterprise, callId),
      taskQueue: TASK_QUEUE.calls,
      args: [input],
      signal: SIGNAL.pbxEvents,
      signalArgs: [rows.flatMap(toReceivedEvent)],
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
      workflowTaskTimeout: WORKFLOW_TASK_TIMEOUT,
      staticSummary: `Звонок ${callId} · ${enterprise}`,
      typedSearchAttributes: enterpriseAttribute(enterprise),
      priority: { priorityKey: 1 },
    });
    return 'delivered';
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    for (const row of rows) await addLateStep(deps.pool, enterprise, callId, lateStep(row));
    return 'late';
  }
}

async function retract(deps: DeliverDeps, enterprise: string, callId: string, inboxId: number): Promise<void> {
  try {
    await deps.client.workflow.getHandle(callWorkflowId(enterprise, callId)).signal(SIGNAL.retractEvent, inboxId);
  } catch (error) {
    // The other call is closed: what it did cannot be undone.
    if (!(error instanceof WorkflowNotFoundError)) deps.onFailure(error, []);
  }
}

/** Rows were parsed when they were accepted; one that no longer parses (an older release's) is left out. */
function toReceivedEvent(row: InboxRow): ReceivedEvent[] {
  if (!isPbxEventName(row.event)) return [];
  const parsed = parsePbxEvent(row.event, row.body);
  if (!parsed.ok || !isStoryEvent(parsed.event)) return [];
  return [{ inboxId: row.id, receivedAt: row.receivedAt.toISOString(), event: parsed.event }];
}

function enterpriseAttribute(enterprise: string): TypedSearchAttributes {
  const key = defineSearchAttributeKey(SEARCH_ATTRIBUTE.enterprise, SearchAttributeType.KEYWORD);
  return new TypedSearchAttributes([{ key, value: enterprise }]);
}
