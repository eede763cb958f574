import { Counter, type Registry } from 'prom-client';
import type { AnsweredBy } from '../../intake/find-profile.ts';

/** Counts answers to services that ask of a number, by where they came from. */
export function questionMetrics(registry: Registry): (by: AnsweredBy) => void {
  const answers = new Counter({
    name: 'telephony_profile_answers_total',
    help: 'Answers to services that asked of a number, by where they came from',
    labelNames: ['outcome'],
    registers: [registry],
  });
  return (outcome) => answers.inc({ outcome });
}
