import type pg from 'pg';
import { Counter, type Registry } from 'prom-client';
import type { RecoveryMetrics } from '../../activities/recovery-activities.ts';
import { recoveryBacklog } from '../../db/recoveries-to-start.ts';
import { gaugeOnScrape } from '../../platform/metrics.ts';
import { sharedFor } from './shared-for.ts';

const SHARED_MS = 500;

/** What recoveries have still to do: the same from every API process. */
export function recoveryGauges(registry: Registry, pool: pg.Pool): void {
  const backlog = sharedFor(SHARED_MS, () => recoveryBacklog(pool));
  gaugeOnScrape(registry, {
    name: 'telephony_recovery_waiting_calls',
    help: 'Calls that recoveries have still to do',
    read: async () => (await backlog()).waiting,
  });
  gaugeOnScrape(registry, {
    name: 'telephony_recovery_oldest_seconds',
    help: 'How long the oldest recovery that is not through goes on',
    read: async () => (await backlog()).oldestSeconds,
  });
}

/** What the door tells of recoveries. */
export function recoveryIntake(registry: Registry) {
  const notStarted = new Counter({
    name: 'telephony_recovery_start_failures_total',
    help: 'Recoveries whose workflow could not be started, and is started again',
    registers: [registry],
  });
  return { notStarted: () => notStarted.inc() };
}

/** What became of their calls. */
export function recoveredCalls(registry: Registry): RecoveryMetrics {
  const calls = new Counter({
    name: 'telephony_recovered_calls_total',
    help: 'Finished calls that were told afterwards and are through',
    labelNames: ['outcome'],
    registers: [registry],
  });
  return { calls: (outcome, count) => void (count > 0 && calls.inc({ outcome }, count)) };
}
