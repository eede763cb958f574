import type { ReceivedEvent } from '../../../domain/received-event.ts';
import { isPbxEventName, isStoryEvent, parsePbxEvent } from '../../../domain/pbx-event.ts';
import { answeredCall, newCallId, type ScriptedEvent } from '../../../tests/support/call-script.ts';
import { waitFor } from '../../../tests/support/wait-for.ts';
import { callWorkflowId, SIGNAL, TASK_QUEUE, WORKFLOW, WORKFLOW_TASK_TIMEOUT } from '../../../workflows/names.ts';
import { post, type Bench } from '../bench.ts';
import type { Agency } from '../popup-delay.ts';
import { callsASecond, type Played } from './played.ts';

interface PlannedCall extends Agency {
  readonly callId: string;
  readonly events: readonly ScriptedEvent[];
}

/** One answered call of each agency, signalled to the workflow as the intake does it. */
export function playWorkflows({ temporal }: Bench, agencies: readonly Agency[]): Promise<Played> {
  const calls = plan(agencies);
  return callsASecond(idsOf(calls), async (workflowId, index) => {
    const call = calls[index];
    if (!call) return;
    const [start, ...rest] = call.events.map(received);
    const handle = await temporal.workflow.signalWithStart(WORKFLOW.call, {
      ...{ workflowId, taskQueue: TASK_QUEUE.calls, workflowTaskTimeout: WORKFLOW_TASK_TIMEOUT },
      args: [{ enterprise: call.enterprise.number, callId: call.callId }],
      ...{ signal: SIGNAL.pbxEvents, signalArgs: [[start]], priority: { priorityKey: 1 } },
    });
    for (const event of rest) await handle.signal(SIGNAL.pbxEvents, [event]);
    await handle.result();
  });
}

/** The same as the PBX would have it: posted, and over when the journal says so. */
export async function playThroughApi(bench: Bench, agencies: readonly Agency[]): Promise<Played> {
  const calls = plan(agencies);
  const open = `select count(*)::int as n from calls where call_id = any ($1) and closed_at is not null`;
  const areOver = waitForAll(bench, open, calls);
  const posted = await callsASecond(idsOf(calls), async (_, index) => {
    const call = calls[index];
    if (!call) return;
    await post(bench, call.enterprise, call.events);
    await areOver();
  });
  return posted;
}

/** One wait for all, whoever asks. */
function waitForAll(bench: Bench, sql: string, calls: readonly PlannedCall[]): () => Promise<void> {
  const ids = calls.map(({ callId }) => callId);
  let wait: Promise<unknown> | undefined;
  return async () => {
    wait ??= waitFor(
      'the end of all calls',
      async () => (await bench.pool.query<{ n: number }>(sql, [ids])).rows[0]?.n === calls.length,
      180_000,
    );
    await wait;
  };
}

function plan(agencies: readonly Agency[]): readonly PlannedCall[] {
  return agencies.map((agency) => {
    const callId = newCallId();
    return { ...agency, callId, events: answeredCall({ callId, phone: agency.phone }) };
  });
}

function idsOf(calls: readonly PlannedCall[]): readonly string[] {
  return calls.map(({ enterprise, callId }) => callWorkflowId(enterprise.number, callId));
}

function received({ event, body }: ScriptedEvent, index: number): ReceivedEvent {
  const parsed = isPbxEventName(event) ? parsePbxEvent(event, body) : undefined;
  if (!parsed?.ok || !isStoryEvent(parsed.event)) throw new Error(`${event} is no event of a call`);
  return { inboxId: index, receivedAt: new Date().toISOString(), event: parsed.event };
}
