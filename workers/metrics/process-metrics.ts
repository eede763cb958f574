import type pg from 'pg';
import type { Registry } from 'prom-client';
import { eventMetrics } from './event-metrics.ts';
import { databaseGauges, deliveryMetrics } from './inbox-metrics.ts';
import { callsTallied, eventsTallied, popupsTallied, requestsTallied, webhooksTallied } from '../health/tallied.ts';
import { createTally } from '../health/tally.ts';
import { callerMetrics } from './caller-metrics.ts';
import { activityMetrics } from './activity-metrics.ts';
import { healthMetrics } from './health-metrics.ts';
import { popupLinkMetrics } from './popup-link-metrics.ts';
import { questionMetrics } from './question-metrics.ts';
import { recoveredCalls, recoveryGauges, recoveryIntake } from './recovery-metrics.ts';
import { retentionMetrics } from './retention-metrics.ts';
import { requestLogMetrics } from './request-log-metrics.ts';
import { telegramMetrics } from './telegram-metrics.ts';
import { limiterMetrics, uonMetrics } from './uon-metrics.ts';
import { webhookMetrics } from './webhook-metrics.ts';

/** All that an API process counts. docs/metrics.md has a row for each. */
export function apiMetrics(registry: Registry, pool: pg.Pool) {
  databaseGauges(registry, pool);
  recoveryGauges(registry, pool);
  const health = healthMetrics(registry);
  const tally = createTally({ onLost: health.lost });
  return {
    ...{ health, tally },
    events: eventsTallied(eventMetrics(registry), tally),
    delivery: deliveryMetrics(registry),
    forgotten: retentionMetrics(registry),
    webhooks: webhooksTallied(webhookMetrics(registry), tally),
    answered: questionMetrics(registry),
    callers: callerMetrics(registry),
    popupLinks: popupLinkMetrics(registry),
    recoveries: recoveryIntake(registry),
  };
}

/** All that a worker counts. docs/metrics.md has a row for each. */
export function workerMetrics(registry: Registry) {
  const health = healthMetrics(registry);
  const tally = createTally({ onLost: health.lost });
  return {
    ...{ health, tally },
    uon: requestsTallied(uonMetrics(registry), tally),
    requestsLost: requestLogMetrics(registry),
    limiter: limiterMetrics(registry),
    activities: popupsTallied(activityMetrics(registry), tally),
    calls: callsTallied(tally),
    recoveries: recoveredCalls(registry),
    telegram: telegramMetrics(registry),
  };
}
