import type { NativeConnection } from '@temporalio/worker';
import type { Logger } from '../platform/log.ts';
import { TASK_QUEUE } from '../workflows/names.ts';

/**
 * U-ON's own number. Our limiter's eight are what holds requests up; a limit of eight here as well would count activities
 * that send nothing (a fresh cache) and starve it: 6.5 requests a second were seen instead of 7.8.
 */
const PER_ACCOUNT_PER_SECOND = 10;
const ACTIVITY_QUEUE = 2;

/**
 * Has the server hand out at most so many activities a second of an account (the fairness key), so that one account's backlog
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
