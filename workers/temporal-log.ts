import { ApplicationFailure } from '@temporalio/common';
import { DefaultLogger, Runtime, type LogLevel } from '@temporalio/worker';
import type { Logger } from '../platform/log.ts';

const LEVELS: Readonly<Record<LogLevel, 'trace' | 'debug' | 'info' | 'warn' | 'error'>> = {
  TRACE: 'trace',
  DEBUG: 'debug',
  INFO: 'info',
  WARN: 'warn',
  ERROR: 'error',
};

/** Has the SDK write into our log. */
export function logThrough(log: Logger): void {
  const logger = new DefaultLogger('INFO', ({ level, message, meta = {} }) => {
    const line = lineOf(LEVELS[level], meta);
    log[line.level](line.what, message);
  });
  Runtime.install({ logger });
}

/**
 * A failure of ours says all in its type. One that is tried again is no news: it stands in the metrics and in the Web UI, and
 * in an outage of a day it would be all that the log holds.
 */
export function lineOf<Level extends string>(level: Level, meta: Readonly<Record<string, unknown>>) {
  const { error, workflowId, activityType, attempt, taskQueue } = meta;
  const about = { workflowId, activityType, attempt, taskQueue };
  if (!(error instanceof ApplicationFailure && error.type)) return { level, what: { err: error, ...about } };
  const what = { failure: error.type, reason: error.message, ...about };
  return { level: error.nonRetryable ? level : ('debug' as const), what };
}
