import type pg from 'pg';
import type { Registry } from 'prom-client';
import { eventMetrics } from './event-metrics.ts';
import { databaseGauges, deliveryMetrics } from './inbox-metrics.ts';
import { activityMetrics } from './activity-metrics.ts';
import { questionMetrics } from './question-metrics.ts';
import { recoveredCalls, recoveryGauges, recoveryIntake } from './recovery-metrics.ts';
import { retentionMetrics } from './retention-metrics.ts';
import { requestLogMetrics } from './request-log-metrics.ts';
import { limiterMetrics, uonMetrics } from './uon-metrics.ts';
import { webhookMetrics } from './webhook-metrics.ts';

/** All that an API process counts. docs/metrics.md has a row for each. */
export function apiMetrics(registry: Registry, pool: pg.Pool) {
  databaseGauges(registry, pool);
  recoveryGauges(registry, pool);
  return {
    events: eventMetrics(registry),
    delivery: deliveryMetrics(registry),
    forgotten: retentionMetrics(registry),
    webhooks: webhookMetrics(registry),
    answered: questionMetrics(registry),
    recoveries: recoveryIntake(registry),
  };
}

/** All that a worker counts. docs/metrics.md has a row for each. */
export function workerMetrics(registry: Registry) {
  return {
    uon: uonMetrics(registry),
    requestsLost: requestLogMetrics(registry),
    limiter: limiterMetrics(registry),
    activities: activityMetrics(registry),
    recoveries: recoveredCalls(registry),
  };
}
