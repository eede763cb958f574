import type { Client } from '@temporalio/client';
import type pg from 'pg';
import { claimAsked, markAskTold } from '../db/connections.ts';
import type { ConnectUonInput } from '../workflows/connect-uon.ts';
import { connectWorkflowId, SIGNAL, TASK_QUEUE, WORKFLOW } from '../workflows/names.ts';
import { repeatedly, type Repetition } from './repeatedly.ts';

export interface ConnectionStarterDeps {
  readonly pool: pg.Pool;
  readonly client: Client;
  readonly onFailure: (error: unknown) => void;
}

/** Whoever looks after an hour finds what somebody changed by hand in U-ON: a webhook deleted, a manager's extension. */
const LOOK_EVERY_S = 3_600;
const TRIED_MS = 10_000;
const START_MS = 5_000;

/** Has the enterprises connected whose settings were stored, and looks once an hour how each stands. */
export function startConnectionStarter({ pool, client, onFailure }: ConnectionStarterDeps): Repetition {
  const sweep = async (): Promise<boolean> => {
    const asked = await claimAsked(pool, LOOK_EVERY_S, TRIED_MS);
    for (const one of asked) {
      const input: ConnectUonInput = { enterprise: one.enterprise };
      await client.connection.withDeadline(Date.now() + START_MS, () =>
        client.workflow.signalWithStart(WORKFLOW.connectUon, {
          workflowId: connectWorkflowId(one.enterprise),
          taskQueue: TASK_QUEUE.calls,
          args: [input],
          signal: SIGNAL.settingsChanged,
          signalArgs: [],
          staticSummary: `Подключение U-ON · ${one.enterprise}`,
          priority: { priorityKey: 4 },
        }),
      );
      await markAskTold(pool, one);
    }
    return false;
  };
  return repeatedly(sweep, { onFailure });
}
