import { DefaultLogger, Runtime, type LogLevel } from '@temporalio/worker';
import type { Logger } from '../platform/log.ts';

const LEVELS: Readonly<Record<LogLevel, 'trace' | 'debug' | 'info' | 'warn' | 'error'>> = {
  TRACE: 'trace',
  DEBUG: 'debug',
  INFO: 'info',
  WARN: 'warn',
  ERROR: 'error',
};

/** Has the SDK write into our log. Failures of activities that are tried again are no alarm of their own. */
export function logThrough(log: Logger): void {
  const logger = new DefaultLogger('INFO', ({ level, message, meta }) => {
    const { error, workflowId, activityType, attempt, taskQueue } = meta ?? {};
    log[LEVELS[level]]({ err: error, workflowId, activityType, attempt, taskQueue }, message);
  });
  Runtime.install({ logger });
}
