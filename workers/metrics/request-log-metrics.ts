import { Counter, type Registry } from 'prom-client';

/** What calls' stories lack. */
export function requestLogMetrics(registry: Registry): (count: number) => void {
  const lost = new Counter({
    name: 'telephony_request_log_lost_total',
    help: 'Requests to U-ON that are missing in the log of requests',
    registers: [registry],
  });
  return (count) => lost.inc(count);
}
