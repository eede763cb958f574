import { WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client';
import type pg from 'pg';
import { claimStartable, markRunning } from '../db/recoveries-to-start.ts';
import type { StoredRecovery } from '../db/recoveries.ts';
import { recoveryWorkflowId, TASK_QUEUE, WORKFLOW } from '../workflows/names.ts';
import type { RecoveryInput } from '../workflows/recovery-messages.ts';
import { eachByItself } from './each-by-itself.ts';
import { repeatedly, type Repetition } from './repeatedly.ts';

export interface RecoveryStarterDeps {
  readonly pool: pg.Pool;
  readonly client: Client;
  /** Told of what could not be started now; it stays, and is tried again. */
  readonly onFailure: (error: unknown) => void;
}

/** Has workflows work on recoveries that are durable: of an enterprise one batch after the other. */
export interface RecoveryStarter extends Repetition {
  /** Looks at once for what is to be started. Never fails: what can't be started now is told, and tried again. */
  look(): Promise<void>;
}

const STARTABLE = { triedMs: 10_000, lookAgainMs: 600_000, limit: 50 };
const START_MS = 5_000;

export function createRecoveryStarter({ pool, client, onFailure }: RecoveryStarterDeps): RecoveryStarter {
  const start = async (recovery: StoredRecovery): Promise<void> => {
    await client.connection.withDeadline(Date.now() + START_MS, () => startRecovery(client, recovery));
    await markRunning(pool, recovery.id);
  };
  const sweep = async (): Promise<boolean> => {
    const startable = await claimStartable(pool, STARTABLE);
    await eachByItself(startable, start, onFailure);
    return startable.length === STARTABLE.limit;
  };
  return {
    ...repeatedly(sweep, { onFailure }),
    look: async () => void (await sweep().catch(onFailure)),
  };
}

/** One whose workflow was ended by hand begins anew: what is done stands in the database. */
async function startRecovery(client: Client, { id: recoveryId, enterprise, kind }: StoredRecovery): Promise<void> {
  const input: RecoveryInput = { enterprise, recoveryId, kind };
  try {
    await client.workflow.start(WORKFLOW.recovery, {
      taskQueue: TASK_QUEUE.calls,
      workflowId: recoveryWorkflowId(enterprise, recoveryId),
      workflowIdReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY',
      args: [input],
      staticSummary: `${kind === 'recovery' ? 'Пропущенные звонки' : 'Записанный звонок'} · ${enterprise}`,
      priority: { priorityKey: kind === 'recovery' ? 5 : 3 },
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}
