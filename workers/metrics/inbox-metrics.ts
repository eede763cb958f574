import type pg from 'pg';
import { Counter, Gauge, type Registry } from 'prom-client';
import { standingAlarms } from '../../db/alarms.ts';
import { openCalls } from '../../db/calls.ts';
import { backlogOf } from '../../db/backlog.ts';
import { ALARM } from '../../domain/alarms.ts';
import type { DeliveryMetrics } from '../../intake/deliver.ts';
import { gaugeOnScrape } from '../../platform/metrics.ts';
import { sharedFor } from './shared-for.ts';

/** Two gauges read one answer, and whoever scrapes in a loop does not make as many questions. */
const SHARED_MS = 500;

/** What waits in the database: the same from every API process. */
export function databaseGauges(registry: Registry, pool: pg.Pool): void {
  const inbox = sharedFor(SHARED_MS, () => backlogOf(pool, 'inbox'));
  gaugeOnScrape(registry, {
    name: 'telephony_inbox_waiting_events',
    help: 'Accepted events that their workflow does not know yet',
    read: async () => (await inbox()).waiting,
  });
  gaugeOnScrape(registry, {
    name: 'telephony_inbox_oldest_seconds',
    help: 'How long the oldest of them waits',
    read: async () => (await inbox()).oldestSeconds,
  });
  const webhooks = sharedFor(SHARED_MS, () => backlogOf(pool, 'webhooks'));
  gaugeOnScrape(registry, {
    name: 'telephony_webhooks_waiting',
    help: 'Webhooks of U-ON that were taken and whose workflow does not know of them yet',
    read: async () => (await webhooks()).waiting,
  });
  gaugeOnScrape(registry, {
    name: 'telephony_webhooks_oldest_seconds',
    help: 'How long the oldest of them waits',
    read: async () => (await webhooks()).oldestSeconds,
  });
  gaugeOnScrape(registry, {
    name: 'telephony_open_calls',
    help: 'Calls that have not closed',
    read: sharedFor(SHARED_MS, () => openCalls(pool)),
  });
  alarmsGauge(
    registry,
    sharedFor(SHARED_MS, () => standingAlarms(pool)),
  );
}

function alarmsGauge(registry: Registry, read: () => Promise<ReadonlyMap<string, number>>): void {
  new Gauge({
    name: 'telephony_alarms_standing',
    help: 'Alarms that stand',
    labelNames: ['kind'],
    registers: [registry],
    async collect() {
      const standing = await read().catch(() => null);
      for (const kind of Object.keys(ALARM)) this.set({ kind }, standing ? (standing.get(kind) ?? 0) : Number.NaN);
    },
  });
}

/** What delivery to the workflows tells. */
export function deliveryMetrics(registry: Registry): DeliveryMetrics {
  const registers = [registry];
  const swept = new Counter({
    name: 'telephony_inbox_swept_events_total',
    help: 'Events that the sweeper took up, since nobody had signalled them in time',
    registers,
  });
  const failed = new Counter({
    name: 'telephony_signal_failures_total',
    help: 'Signals to workflows that failed and are tried again',
    registers,
  });
  return { swept: (events) => swept.inc(events), failed: () => failed.inc() };
}
