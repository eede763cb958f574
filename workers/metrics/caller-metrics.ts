import { Counter, Histogram, type Registry } from 'prom-client';
import type { CallerMetrics } from '../../api/caller-data.ts';
import type { LookupEnd } from '../../intake/caller-lookups.ts';

/** From the question to the answer; the aim is 50 ms for 99 of 100 that are kept, and 300 ms for all. */
const ANSWERED_WITHIN_S = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.25, 0.3, 0.5, 1];

/** What questions of PBXs for their callers tell (getcustomerdata). */
export function callerMetrics(registry: Registry): CallerMetrics & {
  lookedUp(end: LookupEnd): void;
  /** `settings`, `tables`: the database did not say in time, and what was held, or nothing, was taken. */
  fellBack(kind: 'settings' | 'tables'): void;
  logLost(count: number): void;
} {
  const registers = [registry];
  const answers = new Counter({
    name: 'telephony_caller_answers_total',
    help: 'Answers to PBXs that asked who calls, by where the client came from',
    labelNames: ['outcome'],
    registers,
  });
  const refused = new Counter({
    name: 'telephony_caller_refused_total',
    help: 'Questions of PBXs for a caller that got another answer, or none',
    labelNames: ['status'],
    registers,
  });
  const seconds = new Histogram({
    name: 'telephony_caller_answer_seconds',
    help: "From a PBX's question for a caller to its answer",
    buckets: ANSWERED_WITHIN_S,
    registers,
  });
  const lookups = new Counter({
    name: 'telephony_caller_lookups_total',
    help: 'Lookups in U-ON for callers, by whether the answer came in time',
    labelNames: ['outcome'],
    registers,
  });
  const fallbacks = new Counter({
    name: 'telephony_caller_fallbacks_total',
    help: 'Times that a PBX was answered without what the database would have said',
    labelNames: ['kind'],
    registers,
  });
  const lost = new Counter({
    name: 'telephony_caller_log_lost_total',
    help: 'Answers to PBXs that are missing in the stories of their calls',
    registers,
  });
  return {
    answered: (outcome, ms) => {
      answers.inc({ outcome });
      seconds.observe(ms / 1_000);
    },
    refused: (status) => refused.inc({ status }),
    lookedUp: (outcome) => lookups.inc({ outcome }),
    fellBack: (kind) => fallbacks.inc({ kind }),
    logLost: (count) => lost.inc(count),
  };
}
