import type { ActivityMetrics } from '../../activities/activity-metrics.ts';
import type { CallMetrics } from '../../activities/call-activities.ts';
import type { EventMetrics } from '../../api/event-metrics.ts';
import type { WebhookMetrics } from '../../api/webhooks.ts';
import { failureCode } from '../../domain/journal.ts';
import { countedAs } from '../../uon/counted-as.ts';
import type { UonMetrics } from '../../uon/transport.ts';
import type { Tally } from './tally.ts';

/** What is told to Prometheus' metrics is counted for our own pages too. */
export function eventsTallied<M extends EventMetrics>(metrics: M, tally: Tally): M {
  const { accepted, refused } = metrics;
  return {
    ...metrics,
    accepted: (event, outcome, ms, enterprise) => {
      accepted(event, outcome, ms, enterprise);
      tally.count(enterprise, outcome === 'repeat' ? 'events_repeated' : 'events_taken');
    },
    refused: (event, status, enterprise) => {
      refused(event, status, enterprise);
      tally.count(enterprise, 'events_refused');
    },
  } satisfies EventMetrics & M;
}

export function webhooksTallied<M extends WebhookMetrics>(metrics: M, tally: Tally): M {
  const { accepted, refused } = metrics;
  return {
    ...metrics,
    accepted: (kind, isRepeat, enterprise) => {
      accepted(kind, isRepeat, enterprise);
      tally.count(enterprise, isRepeat ? 'webhooks_repeated' : 'webhooks_taken');
    },
    refused: (status, enterprise) => {
      refused(status, enterprise);
      tally.count(enterprise, 'webhooks_refused');
    },
  } satisfies WebhookMetrics & M;
}

export function requestsTallied(metrics: UonMetrics, tally: Tally): UonMetrics {
  return {
    ...metrics,
    answered: (method, requestClass, outcome, durationMs, about) => {
      metrics.answered?.(method, requestClass, outcome, durationMs, about);
      const { account, enterprise = null, leftAt } = about;
      if (leftAt !== undefined) tally.requestLeft(account, enterprise, leftAt);
      const name = countedAs(outcome, about);
      if (name) tally.requestOver(account, enterprise, name);
    },
  };
}

/** Those that were shown; what was not is told once, by the journal of the call that closes. */
export function popupsTallied(metrics: ActivityMetrics, tally: Tally): ActivityMetrics {
  return {
    ...metrics,
    popupSent: (variant, delayMs, enterprise) => {
      metrics.popupSent(variant, delayMs, enterprise);
      tally.popupShown(enterprise, delayMs);
    },
  };
}

/** A call that nobody spoke in is missed where somebody called us. */
export function callsTallied(tally: Tally): CallMetrics {
  return {
    begun: (enterprise) => tally.count(enterprise, 'calls_begun'),
    ended: (enterprise, { answered, direction, steps }, lost) => {
      tally.count(enterprise, 'calls_ended');
      if (answered) tally.count(enterprise, 'calls_answered');
      if (!answered && direction === 'incoming') tally.count(enterprise, 'calls_missed');
      for (const name of lost) tally.count(enterprise, name);
      // The type of a failure alone: what it says may name somebody.
      for (const step of steps)
        if (step.status === 'failed') tally.stepFailed(enterprise, failureCode(step) ?? 'other');
    },
  };
}
