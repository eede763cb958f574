import { Counter, type Registry } from 'prom-client';
import type { FastAgiOutcome } from '../../asterisk/fastagi/server.ts';

/** Counts the calls of the FastAGI server by what came of them. */
export function fastagiMetrics(registry: Registry): (outcome: FastAgiOutcome) => void {
  const calls = new Counter({
    name: 'telephony_fastagi_calls_total',
    help: 'Calls that asked by FastAGI who calls',
    labelNames: ['outcome'],
    registers: [registry],
  });
  return (outcome) => calls.inc({ outcome });
}
