import { Counter, Histogram, type Registry } from 'prom-client';
import type { ActivityMetrics } from '../../activities/activity-metrics.ts';

/** From the event that a popup tells of to its sending; `popup_ttl_s` is 30 by default. */
const POPUP_WITHIN_S = [0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2, 3, 6, 15, 30];

/** What became of popups, and what did not go its best way. */
export function activityMetrics(registry: Registry): ActivityMetrics {
  const registers = [registry];
  const popups = new Counter({
    name: 'telephony_popups_total',
    help: 'Popups that were settled, one a call and manager',
    labelNames: ['outcome', 'variant'],
    registers,
  });
  const delays = new Histogram({
    name: 'telephony_popup_delay_seconds',
    help: "From the event's arrival to U-ON's answer that it shows the popup",
    labelNames: ['variant'],
    buckets: POPUP_WITHIN_S,
    registers,
  });
  const fallbacks = new Counter({
    name: 'telephony_fallbacks_total',
    help: 'What was done a lesser way than wanted',
    labelNames: ['kind', 'step'],
    registers,
  });
  return {
    popup: (outcome, variant) => popups.inc({ outcome, variant }),
    popupSent: (variant, delayMs) => {
      popups.inc({ outcome: 'sent', variant });
      delays.observe({ variant }, delayMs / 1_000);
    },
    fellBack: (kind, step) => fallbacks.inc({ kind, step }),
  };
}
