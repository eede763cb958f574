import type { Client } from '@temporalio/client';
import { createConnectionStarter } from '../../intake/connection-starter.ts';
import { createDeliverer } from '../../intake/deliver.ts';
import { createRecoveryStarter } from '../../intake/recovery-starter.ts';
import { startSweeper } from '../../intake/sweeper.ts';
import { startTelegramStarter } from '../../intake/telegram-starter.ts';
import { createWebhookStarter } from '../../intake/webhook-starter.ts';
import { seldom } from '../../platform/seldom.ts';
import type { apiMetrics } from '../metrics/process-metrics.ts';
import type { OpenProcess } from '../open-process.ts';
import { startSampling } from '../health/sampling.ts';
import { HEALTH_TOLD_EVERY_MS, startTelling } from '../health/telling.ts';
import { startRetentionJob } from '../retention-job.ts';
import { startDecisionLog } from './decision-log.ts';

/** What an API process has. */
export interface ApiProcess extends OpenProcess {
  readonly client: Client;
  readonly metrics: ReturnType<typeof apiMetrics>;
}

/** What goes on failing is told once in so long. */
export const TOLD_EVERY_MS = 10_000;

export type Background = ReturnType<typeof startBackground>;

/**
 * What an API process does beside answering: it hands what is durable on to Temporal, again and again until that took it, and
 * forgets what is old.
 */
export function startBackground({ config, log, pool, settings, client, metrics }: ApiProcess) {
  const telling = (message: string) =>
    seldom(TOLD_EVERY_MS, (leftOut, err: unknown) => log.warn({ err, leftOut }, message));
  const tellUndelivered = seldom(TOLD_EVERY_MS, (leftOut, err: unknown, events: number) =>
    log.warn({ err, events, leftOut }, 'not signalled yet; the sweeper tries again'),
  );
  const tellWebhooks = telling('a webhook was not handed on yet; it is tried again');
  const tellRecoveries = telling('a recovery was not started yet; it is tried again');

  const deliverer = createDeliverer({
    pool,
    client,
    onFailure: (error, rows) => {
      metrics.delivery.failed();
      tellUndelivered(error, rows.length);
    },
  });
  const webhooks = createWebhookStarter({
    pool,
    client,
    load: settings.load,
    onFailure: (error) => {
      metrics.webhooks.notStarted();
      tellWebhooks(error);
    },
  });
  const recoveries = createRecoveryStarter({
    pool,
    client,
    onFailure: (error) => {
      metrics.recoveries.notStarted();
      tellRecoveries(error);
    },
  });
  const onFailure = telling('connections to U-ON were not looked after yet; it is tried again');
  const connections = createConnectionStarter({ pool, client, onFailure });
  const sweeper = startSweeper({
    pool,
    deliverer,
    onSwept: metrics.delivery.swept,
    onFailure: telling('sweeping failed'),
  });
  const telegram = startTelegramStarter({
    ...{ pool, client },
    onFailure: telling('news of calls for Telegram were not handed on yet; it is tried again'),
  });
  const retention = startRetentionJob({ pool, days: config.retentionDays, log, onForgotten: metrics.forgotten });
  const healthEveryMs = HEALTH_TOLD_EVERY_MS * config.retryTimeScale;
  const untold = { pool, everyMs: healthEveryMs, onFailure: telling('counts of health are not stored yet') };
  const health = startTelling({ ...untold, tally: metrics.tally, role: 'api', metrics: metrics.health });
  const sampling = startSampling(untold);
  const decisions = startDecisionLog({ pool, log, onLost: metrics.callers.logLost });
  const all = [sweeper, webhooks, telegram, connections, recoveries, retention, health, sampling, decisions];
  return {
    deliver: deliverer.deliver,
    startWebhook: webhooks.start,
    startRecoveries: recoveries.look,
    connect: connections.start,
    noteDecision: decisions.add,
    stop: async (): Promise<void> => void (await Promise.all(all.map((one) => one.stop()))),
  };
}
