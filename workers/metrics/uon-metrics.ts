import { Counter, Histogram, type Registry } from 'prom-client';
import { gaugeOnScrape } from '../../platform/metrics.ts';
import type { LimiterMetrics } from '../../uon/limiter.ts';
import type { UonMetrics } from '../../uon/transport.ts';

const UON_TAKES_S = [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const WAITED_S = [0.001, 0.01, 0.05, 0.1, 0.2, 0.35, 0.5, 1, 2.5, 5, 15, 60, 240];

/** Each request to U-ON. */
export function uonMetrics(registry: Registry): UonMetrics {
  const registers = [registry];
  const requests = new Counter({
    name: 'telephony_uon_requests_total',
    help: 'Requests to U-ON that are over',
    labelNames: ['method', 'class', 'outcome'],
    registers,
  });
  const durations = new Histogram({
    name: 'telephony_uon_request_seconds',
    help: "From a request's leaving to the end of U-ON's answer",
    labelNames: ['method'],
    buckets: UON_TAKES_S,
    registers,
  });
  const changes = new Counter({
    name: 'telephony_uon_account_changes_total',
    help: 'Accounts that got into trouble or out of it',
    labelNames: ['change'],
    registers,
  });
  return {
    accountChanged: (change) => changes.inc({ change }),
    answered: (method, requestClass, outcome, durationMs) => {
      requests.inc({ method, class: requestClass, outcome });
      if (durationMs !== undefined) durations.observe({ method }, durationMs / 1_000);
    },
  };
}

/** The limiter of this process. */
export function limiterMetrics(registry: Registry): LimiterMetrics {
  const registers = [registry];
  const waits = new Histogram({
    name: 'telephony_limiter_wait_seconds',
    help: 'How long requests that left had waited for their slot',
    labelNames: ['class'],
    buckets: WAITED_S,
    registers,
  });
  const givenBack = new Counter({
    name: 'telephony_limiter_slots_given_back_total',
    help: 'Slots that were not used, too old or no longer wanted',
    labelNames: ['class'],
    registers,
  });
  const failures = new Counter({
    name: 'telephony_limiter_give_back_failures_total',
    help: 'Slots that could not be given back and count as used, or could not be moved',
    registers,
  });
  const late = new Counter({
    name: 'telephony_limiter_left_late_total',
    help: 'Requests that left later than their slot allowed, which was moved then',
    registers,
  });
  return {
    granted: (requestClass, waitedMs) => waits.observe({ class: requestClass }, waitedMs / 1_000),
    givenBack: (requestClass) => givenBack.inc({ class: requestClass }),
    giveBackFailed: () => failures.inc(),
    leftLate: () => late.inc(),
  };
}

export function waitingAccounts(registry: Registry, read: () => number): void {
  gaugeOnScrape(registry, {
    name: 'telephony_limiter_waiting_accounts',
    help: 'U-ON accounts that a request of this process waits for',
    read,
  });
}
