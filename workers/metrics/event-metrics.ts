import { Counter, Histogram, type Registry } from 'prom-client';
import type { EventMetrics } from '../../api/event-metrics.ts';
import type { WaitingRoom } from '../../intake/waiting-room.ts';
import { gaugeOnScrape } from '../../platform/metrics.ts';

/** From the event's arrival to its answer; the aim is 25 ms for 99 of 100. */
const ACKNOWLEDGED_WITHIN_S = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** What the door tells of PBX events. */
export function eventMetrics(
  registry: Registry,
): EventMetrics & { tooMany(enterprise: string): void; dropped(): void } {
  const registers = [registry];
  const accepted = new Counter({
    name: 'telephony_events_accepted_total',
    help: 'PBX events answered with 202',
    labelNames: ['event', 'outcome'],
    registers,
  });
  const refused = new Counter({
    name: 'telephony_events_refused_total',
    help: 'PBX events that got another answer, or none',
    labelNames: ['event', 'status'],
    registers,
  });
  const acknowledged = new Histogram({
    name: 'telephony_event_acknowledgement_seconds',
    help: "From a PBX event's arrival to its 202",
    buckets: ACKNOWLEDGED_WITHIN_S,
    registers,
  });
  const tooMany = new Counter({
    name: 'telephony_events_over_rate_total',
    help: 'PBX events answered with 429, by the enterprise that sent more than it may',
    labelNames: ['enterprise'],
    registers,
  });
  const dropped = new Counter({
    name: 'telephony_connections_dropped_total',
    help: 'Connections closed at once, since there were too many',
    registers,
  });
  return {
    tooMany: (enterprise) => tooMany.inc({ enterprise }),
    dropped: () => dropped.inc(),
    accepted: (event, outcome, ms) => {
      accepted.inc({ event, outcome });
      acknowledged.observe(ms / 1_000);
    },
    refused: (event, status) => refused.inc({ event, status }),
  };
}

export function roomGauge(registry: Registry, ...rooms: readonly Pick<WaitingRoom, 'size'>[]): void {
  gaugeOnScrape(registry, {
    name: 'telephony_requests_in_work',
    help: 'Questions to the database of requests that are being answered, at work or waiting for their turn',
    read: () => rooms.reduce((sum, { size }) => sum + size, 0),
  });
}
