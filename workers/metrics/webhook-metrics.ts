import { Counter, type Registry } from 'prom-client';
import type { WebhookMetrics } from '../../api/webhooks.ts';

/** What the door tells of U-ON's webhooks. */
export function webhookMetrics(registry: Registry): WebhookMetrics & { notStarted(): void } {
  const registers = [registry];
  const accepted = new Counter({
    name: 'telephony_webhooks_accepted_total',
    help: 'Webhooks of U-ON that were taken',
    labelNames: ['kind', 'outcome'],
    registers,
  });
  const refused = new Counter({
    name: 'telephony_webhooks_refused_total',
    help: 'Webhooks that were not taken',
    labelNames: ['status'],
    registers,
  });
  const notStarted = new Counter({
    name: 'telephony_webhook_start_failures_total',
    help: 'Webhooks whose workflow could not be told of them, and is told again',
    registers,
  });
  return {
    accepted: (kind, isRepeat) => accepted.inc({ kind, outcome: isRepeat ? 'repeat' : 'taken' }),
    refused: (status) => refused.inc({ status }),
    notStarted: () => notStarted.inc(),
  };
}
