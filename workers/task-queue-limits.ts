import type { NativeConnection } from '@temporalio/worker';
import type { Logger } from '../platform/log.ts';
import { TASK_QUEUE } from '../workflows/names.ts';

/** What U-ON takes of an account in a second is ten; we send eight. */
const PER_ACCOUNT_PER_SECOND = 8;
const ACTIVITY_QUEUE = 2;

/**
 * Has the server hand out at most eight activities a second of an account (the fairness key), so that one account's backlog
 * waits there, in order, and not in a worker. It lets bursts through: the exact limit is the limiter's. A server that does
 * not know the setting is used without it.
 */
export async function limitAccounts(connection: NativeConnection, namespace: string, log: Logger): Promise<void> {
  try {
    await connection.workflowService.updateTaskQueueConfig({
      namespace,
      identity: 'uon-telephony',
      taskQueue: TASK_QUEUE.uon,
      taskQueueType: ACTIVITY_QUEUE,
      updateFairnessKeyRateLimitDefault: {
        rateLimit: { requestsPerSecond: PER_ACCOUNT_PER_SECOND },
        reason: "U-ON's limit of an account",
      },
    });
  } catch (error) {
    log.warn({ err: error }, 'the Temporal server does not limit by account; the limiter alone keeps the limit');
  }
}
