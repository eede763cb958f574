import { Counter, type Registry } from 'prom-client';
import type { TellingMetrics } from '../health/telling.ts';

/** How the numbers fare that the pages' health is told from. */
export function healthMetrics(registry: Registry): TellingMetrics & { lost(): void } {
  const registers = [registry];
  const portions = new Counter({
    name: 'telephony_health_portions_total',
    help: 'Portions of counts for the health pages that were to be stored',
    labelNames: ['outcome'],
    registers,
  });
  const lost = new Counter({
    name: 'telephony_health_lost_counts_total',
    help: 'Counts for the health pages that had no room while the database was away',
    registers,
  });
  return { told: (outcome) => portions.inc({ outcome }), lost: () => lost.inc() };
}
