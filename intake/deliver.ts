import {
  isGrpcServiceError,
  ServiceError,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  type Client,
} from '@temporalio/client';
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
import { lateStep } from './accept.ts';
import { createFairTurns } from './fair-turns.ts';
import { createPace } from './pace.ts';

export interface DeliverDeps {
  readonly pool: pg.Pool;
  readonly client: Client;
  /** Told of what could not be signalled now; it stays in the inbox, and the sweeper tries again. */
  readonly onFailure: (error: unknown, rows: readonly InboxRow[]) => void;
}

/** What delivery tells whoever counts. Must not throw. */
export interface DeliveryMetrics {
  /** The sweeper took so many events up. */
  swept(events: number): void;
  /** A signal failed. */
  failed(): void;
}

/** Signals accepted events to their calls' workflows, those of one call one after the other and in their order. */
export interface Deliverer {
  /**
   * Hands events on; settles when they were signalled (true) or some failed to be. While Temporal is away they stay in the
   * inbox, unless `probe` asks to try.
   */
  deliver(rows: readonly InboxRow[], options?: { readonly probe?: boolean }): Promise<boolean>;
  /** Temporal did not answer the last signal. */
  readonly isAway: boolean;
}

/** Events of one call that this process signals. */
interface Line {
  readonly ids: Set<number>;
  readonly next: InboxRow[];
  /** Tried though Temporal is away. */
  readonly isProbe: boolean;
  ended: Promise<boolean>;
}

/** So that a signal stays below Temporal's 2 MB, whatever a PBX sends. */
const EVENTS_A_SIGNAL = 10;
/**
 * A burst must not take the machine from the events that are still to be taken: on two cores with 100 events a second, these
 * were acknowledged in 15 ms with one signal under way and in 150 with 16. What finds no place stays in the inbox, and memory
 * stays bounded.
 */
const AT_ONCE = { most: 16, room: 1_000 };
/** The SDK repeats by itself within it. */
const SIGNAL_MS = 5_000;

export function createDeliverer(deps: DeliverDeps): Deliverer {
  const lines = new Map<string, Line>();
  const pace = createPace(AT_ONCE);
  const turns = createFairTurns({ limit: () => pace.limit, room: AT_ONCE.room });
  let isAway = false;

  const join = (key: string, rows: readonly InboxRow[], isProbe: boolean): Promise<boolean> => {
    const known = lines.get(key);
    const line = known ?? { ids: new Set(), next: [], isProbe, ended: Promise.resolve(true) };
    for (const row of rows.filter(({ id }) => !line.ids.has(id))) {
      line.ids.add(row.id);
      line.next.push(row);
    }
    if (known) return known.ended;
    lines.set(key, line);
    line.ended = turns.enter(rows[0]?.enterprise ?? '', () => drain(key, line)).catch(() => leave(key));
    return line.ended;
  };

  /** What is left in the inbox the sweeper takes up. */
  const leave = (key: string): false => {
    lines.delete(key);
    return false;
  };

  /** Ends at the first failure: what is behind it must not overtake it, and the next event or sweep brings all of it. */
  const drain = async (key: string, line: Line): Promise<boolean> => {
    if (isAway && !line.isProbe) return leave(key);
    let rows: readonly InboxRow[] = [];
    try {
      for (rows = line.next.splice(0, EVENTS_A_SIGNAL); rows.length > 0; rows = line.next.splice(0, EVENTS_A_SIGNAL)) {
        const from = performance.now();
        const state = await signalCall(deps, rows);
        pace.took(performance.now() - from);
        isAway = false;
        await markDelivered(
          deps.pool,
          rows.map((row) => row.id),
          state,
        );
      }
      return true;
    } catch (error) {
      isAway = saysAway(error) ?? isAway;
      deps.onFailure(error, rows);
      return false;
    } finally {
      lines.delete(key);
    }
  };

  return {
    get isAway() {
      return isAway;
    },
    async deliver(rows, { probe = false } = {}) {
      if (isAway && !probe) return false;
      const byCall = Map.groupBy(rows, (row) => `${row.enterprise}/${row.callId}`);
      const ended = await Promise.all([...byCall].map(([key, ofCall]) => join(key, ofCall, probe)));
      return ended.every(Boolean);
    },
  };
}

/** gRPC: cancelled, deadline exceeded, resource exhausted, internal, unavailable: nothing that is wrong with this call. */
const AWAY: readonly number[] = [1, 4, 8, 13, 14];

/** Does a failed signal say that Temporal is away? Undefined where it says nothing of Temporal. */
function saysAway(error: unknown): boolean | undefined {
  const cause = error instanceof ServiceError ? error.cause : error;
  return isGrpcServiceError(cause) ? AWAY.includes(cause.code) : undefined;
}

async function signalCall(deps: DeliverDeps, rows: readonly InboxRow[]): Promise<'delivered' | 'late'> {
  const [first] = rows;
  if (!first || first.callId === null) return 'delivered';
  const { enterprise, callId } = first;
  for (const row of rows) if (row.movedFrom !== null) await takeBack(deps, row.movedFrom, row);
  const input: CallInput = { enterprise, callId };
  try {
    await withinTime(deps, () =>
      deps.client.workflow.signalWithStart(WORKFLOW.call, {
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
      }),
    );
    return 'delivered';
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    for (const { event, receivedAt } of rows) {
      await addLateStep(deps.pool, enterprise, callId, { ...lateStep(event), at: receivedAt.toISOString() });
    }
    return 'late';
  }
}

/** Takes an event back from a call that it was wrongly given to. */
async function takeBack(deps: DeliverDeps, callId: string, { enterprise, id }: InboxRow): Promise<void> {
  const handle = deps.client.workflow.getHandle(callWorkflowId(enterprise, callId));
  try {
    await withinTime(deps, () => handle.signal(SIGNAL.retractEvent, id));
  } catch (error) {
    // The other call is closed, and what it did cannot be undone; or it never heard of the event.
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
}

function withinTime<T>({ client }: DeliverDeps, ask: () => Promise<T>): Promise<T> {
  return client.connection.withDeadline(Date.now() + SIGNAL_MS, ask);
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
