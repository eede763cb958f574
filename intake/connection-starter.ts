import type { Client } from '@temporalio/client';
import type pg from 'pg';
import { claimAsked, claimAskedOf, markAskTold, type AskedConnection, type LookEvery } from '../db/connection-asks.ts';
import type { ConnectUonInput } from '../workflows/connect-uon.ts';
import { connectWorkflowId, SIGNAL, TASK_QUEUE, WORKFLOW } from '../workflows/names.ts';
import { eachByItself } from './each-by-itself.ts';
import { repeatedly, type Repetition } from './repeatedly.ts';

export interface ConnectionStarterDeps {
  readonly pool: pg.Pool;
  readonly client: Client;
  readonly onFailure: (error: unknown) => void;
}

/**
 * Whoever looks after an hour finds what somebody changed by hand in U-ON: a webhook deleted, a manager's extension. Where U-ON
 * did not answer, it may do so in ten minutes.
 */
const LOOK_EVERY: LookEvery = { wellS: 3_600, troubledS: 600 };
const TRIED_MS = 10_000;
const START_MS = 5_000;

/** Has the enterprises connected whose settings were stored, and looks once an hour how each stands. */
export interface ConnectionStarter extends Repetition {
  /** At once. Never fails: what can't be started now is told, and tried again in a few seconds. */
  start(enterprise: string): Promise<void>;
}

export function createConnectionStarter({ pool, client, onFailure }: ConnectionStarterDeps): ConnectionStarter {
  const tell = async (asked: AskedConnection): Promise<void> => {
    const input: ConnectUonInput = { enterprise: asked.enterprise };
    await client.connection.withDeadline(Date.now() + START_MS, () =>
      client.workflow.signalWithStart(WORKFLOW.connectUon, {
        workflowId: connectWorkflowId(asked.enterprise),
        taskQueue: TASK_QUEUE.calls,
        args: [input],
        signal: SIGNAL.settingsChanged,
        signalArgs: [],
        staticSummary: `Подключение U-ON · ${asked.enterprise}`,
        priority: { priorityKey: 4 },
      }),
    );
    await markAskTold(pool, asked);
  };
  const sweep = async (): Promise<boolean> => {
    await eachByItself(await claimAsked(pool, LOOK_EVERY, TRIED_MS), tell, onFailure);
    return false;
  };
  const start = async (enterprise: string): Promise<void> => {
    const asked = await claimAskedOf(pool, enterprise);
    if (asked) await tell(asked);
  };
  return {
    ...repeatedly(sweep, { onFailure }),
    start: (enterprise) => start(enterprise).catch(onFailure),
  };
}
