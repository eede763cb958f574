import { setTimeout as pause } from 'node:timers/promises';
import { WithStartWorkflowOperation, type Client } from '@temporalio/client';
import type { LookupAnswer, LookupInput, LookupQuestion } from '../workflows/lookup-messages.ts';
import { lookupWorkflowId, TASK_QUEUE, UPDATE, WORKFLOW } from '../workflows/names.ts';
import { NoRoomError, type WaitingRoom } from './waiting-room.ts';

export interface AskLookupDeps {
  readonly client: Client;
  readonly hashPhone: (enterprise: string, e164: string) => string;
  /** Keeps those who ask of one enterprise from taking up all of Temporal and of the account. */
  readonly room: WaitingRoom;
  /** How long an answer is waited for; the lookup itself goes on. */
  readonly withinMs: number;
  /** Told of what is no answer: Temporal is away, or nobody works on it. */
  readonly onFailure: (error: unknown) => void;
}

/** Has U-ON asked of a number by the workflow that does so for all who ask. Never fails: no answer is one that failed. */
export type AskLookup = (input: LookupInput, question: LookupQuestion) => Promise<LookupAnswer>;

const NO_ANSWER = { kind: 'failed', why: 'no answer in time' } as const;
/** A workflow that just ended is asked anew so soon. */
const AGAIN_MS = 50;

/** Those of this process who ask the same at once ask once: a workflow takes ten questions at a time. */
export function createAskLookup(deps: AskLookupDeps): AskLookup {
  const asking = new Map<string, Promise<LookupAnswer>>();
  return (input, question) => {
    const workflowId = lookupWorkflowId(input.enterprise, deps.hashPhone(input.enterprise, input.phoneE164));
    const key = `${workflowId} ${JSON.stringify(question)}`;
    const known = asking.get(key);
    if (known) return known;
    const answer = askWithin(deps, workflowId, input, question).finally(() => asking.delete(key));
    asking.set(key, answer);
    return answer;
  };
}

async function askWithin(
  deps: AskLookupDeps,
  workflowId: string,
  input: LookupInput,
  question: LookupQuestion,
): Promise<LookupAnswer> {
  const late = new AbortController();
  const limit = pause(deps.withinMs, NO_ANSWER, { signal: late.signal }).catch(() => NO_ANSWER);
  try {
    const deadlineMs = Date.now() + deps.withinMs;
    const ask = () => askUntil(deps, deadlineMs, workflowId, input, question);
    return await Promise.race([deps.room.enter(input.enterprise, ask), limit]);
  } catch (error) {
    if (error instanceof NoRoomError) return NO_ANSWER;
    throw error;
  } finally {
    late.abort();
  }
}

/** Asks again where the workflow ended as it was asked, or could not be asked. */
async function askUntil(
  { client, onFailure }: AskLookupDeps,
  deadlineMs: number,
  workflowId: string,
  input: LookupInput,
  question: LookupQuestion,
): Promise<LookupAnswer> {
  for (;;) {
    try {
      return await client.connection.withDeadline(deadlineMs, () =>
        client.workflow.executeUpdateWithStart<(input: LookupInput) => Promise<void>, LookupAnswer, [LookupQuestion]>(
          UPDATE.lookUp,
          { args: [question], startWorkflowOperation: startOf(workflowId, input) },
        ),
      );
    } catch (error) {
      if (Date.now() + AGAIN_MS >= deadlineMs) {
        onFailure(error);
        return NO_ANSWER;
      }
      await pause(AGAIN_MS);
    }
  }
}

function startOf(workflowId: string, input: LookupInput) {
  return new WithStartWorkflowOperation<(input: LookupInput) => Promise<void>>(WORKFLOW.lookup, {
    workflowId,
    taskQueue: TASK_QUEUE.calls,
    workflowIdConflictPolicy: 'USE_EXISTING',
    args: [input],
    staticSummary: `Поиск клиента · ${input.enterprise}`,
    // Behind calls and what they create.
    priority: { priorityKey: 3 },
  });
}
