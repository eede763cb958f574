import type { Health, HealthPoint } from '../../db/health/health-of.ts';
import type { WaitingNow } from '../../db/health/waiting.ts';
import type { HealthAlarm } from '../../domain/health/alarms.ts';
import { quantile, type Delays } from '../../domain/health/delays.ts';
import type { Window } from '../../domain/health/window.ts';
import type { Standing } from '../../platform/dependency.ts';
import type { HealthAnswer, InstallationHealthAnswer } from './health-operations.ts';

/** How an enterprise or the installation is, as it was read. */
export interface ReadHealth {
  readonly health: Health;
  readonly now: WaitingNow & { readonly requestsLastSecond: number | null };
  readonly lastWebhookAt: Date | null;
  readonly alarms: readonly HealthAlarm[];
}

export function healthTold({ health, now, lastWebhookAt, alarms }: ReadHealth, window: Window, at: Date): HealthAnswer {
  return {
    ...{ from: window.from.toISOString(), to: at.toISOString(), step_minutes: window.stepMinutes },
    points: health.points.map(pointTold),
    totals: {
      ...{ counts: health.counts, ...delaysTold(health.delays), peak_per_s: health.peak },
      failed_steps: { ...health.failedSteps },
    },
    now: {
      ...{ open_calls: now.openCalls, waiting_calls: now.waitingCalls, requests_last_second: now.requestsLastSecond },
      ...{ events: backlogTold(now.events), webhooks: backlogTold(now.webhooks), recovery_calls: now.recoveryCalls },
    },
    last_webhook_at: lastWebhookAt?.toISOString() ?? null,
    alarms: alarms.map(({ kind, since, message, whatToDo, enterprises }) => {
      return {
        kind,
        since: since?.toISOString() ?? null,
        message,
        what_to_do: whatToDo,
        enterprises: [...enterprises],
      };
    }),
  };
}

function pointTold({ at, counts, delays, peak, gauges }: HealthPoint): HealthAnswer['points'][number] {
  return {
    ...{ at, counts, peak_per_s: peak, ...delaysTold(delays) },
    gauges: gauges && {
      open_calls: gauges.openCalls,
      waiting_events: gauges.waitingEvents,
      waiting_webhooks: gauges.waitingWebhooks,
      waiting_recovery: gauges.waitingRecovery,
      waiting_calls: gauges.waitingCalls,
    },
  };
}

function delaysTold(delays: Delays) {
  return { p50_ms: quantile(delays, 0.5), p99_ms: quantile(delays, 0.99) };
}

function backlogTold({ waiting, oldestSeconds }: WaitingNow['events']) {
  return { waiting, oldest_seconds: Math.max(0, Math.round(oldestSeconds * 10) / 10) };
}

export function standingTold(standing: Standing): InstallationHealthAnswer['dependencies']['database'] {
  return standing.isUp ? { state: 'ok' } : { state: 'no answer', since: standing.since.toISOString() };
}
