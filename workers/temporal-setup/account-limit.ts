import type { ConnectionLike } from '@temporalio/client';
import { TASK_QUEUE } from '../../workflows/names.ts';
import type { SetupStep } from './setup-step.ts';

/**
 * U-ON's own number. Our limiter's eight are what holds requests up; a limit of eight here as well would count activities
 * that send nothing (a fresh cache) and starve it: 6.5 requests a second were seen instead of 7.8.
 */
const PER_ACCOUNT_PER_SECOND = 10;
const ACTIVITY_QUEUE = 2;

/**
 * Has the server hand out at most so many activities a second of an account (the fairness key), so that one account's backlog
 * waits there, in order, and not in a worker. It lets bursts through: the exact limit is the limiter's.
 */
export async function ensureAccountLimit(
  { workflowService }: Pick<ConnectionLike, 'workflowService'>,
  namespace: string,
): Promise<SetupStep> {
  const text = `task queue ${TASK_QUEUE.uon}: ${PER_ACCOUNT_PER_SECOND} activities a second of an account`;
  const { config } = await workflowService.describeTaskQueue({
    namespace,
    taskQueue: { name: TASK_QUEUE.uon },
    taskQueueType: ACTIVITY_QUEUE,
    reportConfig: true,
  });
  const now = config?.fairnessKeysRateLimitDefault?.rateLimit?.requestsPerSecond;
  if (now === PER_ACCOUNT_PER_SECOND) return { changed: false, text: `${text}, as before` };
  await workflowService.updateTaskQueueConfig({
    namespace,
    identity: 'uon-telephony',
    taskQueue: TASK_QUEUE.uon,
    taskQueueType: ACTIVITY_QUEUE,
    updateFairnessKeyRateLimitDefault: {
      rateLimit: { requestsPerSecond: PER_ACCOUNT_PER_SECOND },
      reason: "U-ON's limit of an account",
    },
  });
  return { changed: true, text };
}
