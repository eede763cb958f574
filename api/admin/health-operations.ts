import { z } from 'zod';
import { HEALTH_ALARM_KINDS } from '../../domain/health/alarms.ts';
import { COUNTS } from '../../domain/health/counts.ts';
import { PROCESS_ROLES } from '../../domain/health/places.ts';
import { WINDOWS_H } from '../../domain/health/window.ts';
import type { Operation } from '../openapi/operation.ts';
import { enterpriseParams, NO_ENTERPRISE } from './enterprise-params.ts';

const of = { tag: 'Administration', access: 'session', method: 'get' } as const;
const time = z.iso.datetime();
const WRONG = 'There is no such stretch of time';
const ms = z.int().nullable();

const counts = z.partialRecord(z.enum(COUNTS), z.int()).meta({
  description: 'What was counted; 0 is left out. `uon_*`: requests to U-ON for this enterprise',
});
const delays = {
  p50_ms: ms.meta({ description: 'Half of the popups were shown within so long; null: there was none' }),
  p99_ms: ms.meta({ description: '99 of 100 were' }),
};
const peak = z.int().meta({
  description:
    'The most requests to U-ON in one second, of which 8 are allowed: those of the account, whoever shares it; of what was before its key was another one, those of the enterprise',
});

export const healthPoint = z.object({
  at: time.meta({ description: 'Its beginning; it lasts `step_minutes`' }),
  counts,
  peak_per_s: peak,
  ...delays,
  gauges: z
    .object({
      open_calls: z.int(),
      waiting_events: z.int(),
      waiting_webhooks: z.int(),
      waiting_recovery: z.int(),
      waiting_calls: z.int(),
    })
    .nullable()
    .meta({ description: 'The most that was seen, once a minute; null where nobody looked' }),
});

const backlog = z.object({ waiting: z.int(), oldest_seconds: z.number() });

const healthNow = z.object({
  open_calls: z.int(),
  waiting_calls: z.int().meta({ description: 'Open calls of which a step is under way for more than 10 s' }),
  requests_last_second: z
    .int()
    .nullable()
    .meta({ description: 'To U-ON; null where there is no account, or where it is not one account' }),
  events: backlog.meta({ description: 'Events of the PBX that no workflow was told of yet' }),
  webhooks: backlog.meta({ description: 'The same of U-ON’s webhooks' }),
  recovery_calls: z.int().meta({ description: 'Finished calls, told afterwards, that are still to be done' }),
});

const alarm = z.object({
  kind: z.enum(HEALTH_ALARM_KINDS),
  since: time.nullable(),
  message: z.string(),
  what_to_do: z.string(),
  enterprises: z.array(z.string()).meta({ description: 'Whom it is about; empty where it is all of them' }),
});

export const healthAnswer = z.object({
  from: time,
  to: time,
  step_minutes: z.int(),
  points: z.array(healthPoint).meta({
    description: 'By time, at most 300. One that is missing was counted by nobody: no process of ours was up',
  }),
  totals: z.object({
    counts,
    ...delays,
    peak_per_s: peak,
    failed_steps: z.record(z.string(), z.int()).meta({ description: 'Of calls that closed, by why they failed' }),
  }),
  now: healthNow,
  last_webhook_at: time.nullable().meta({ description: 'To the minute; null where none came within three days' }),
  alarms: z.array(alarm).meta({ description: 'What is to be looked at, the worst first' }),
});
export type HealthAnswer = z.output<typeof healthAnswer>;

const standing = z.union([
  z.object({ state: z.literal('ok') }),
  z.object({ state: z.literal('no answer'), since: time }),
]);

export const installationHealthAnswer = healthAnswer.extend({
  version: z.string(),
  dependencies: z.object({ database: standing, temporal: standing }),
  processes: z
    .array(z.object({ role: z.enum(PROCESS_ROLES), count: z.int(), heard_at: time.nullable() }))
    .meta({ description: 'How many of each kind were heard of in the last minute, and when one was last' }),
  enterprises: z
    .array(
      z.object({
        ...{ number: z.string(), name: z.string(), counts, errors: z.int().meta({ description: 'Of U-ON' }) },
        alarms: z.int().meta({ description: 'Alarms of it or of its account that stand' }),
      }),
    )
    .meta({
      description:
        'The twenty with the most alarms, then errors of U-ON, failed steps, popups not shown; counted by ten minutes',
    }),
});
export type InstallationHealthAnswer = z.output<typeof installationHealthAnswer>;

export const healthQuery = z.object({
  hours: z
    .enum(WINDOWS_H.map(String))
    .transform(Number)
    .pipe(z.literal(WINDOWS_H))
    .default(24)
    .meta({ description: 'How far back, in steps of 1, 2, 5 or 10 minutes' }),
});

export const readHealth: Operation = {
  ...{ ...of, path: '/api/admin/enterprises/{number}/health', id: 'readHealth' },
  summary: 'How an enterprise is: requests, popups, events, calls over time, what waits now, and alarms',
  description: 'From numbers that our processes store every 12 seconds; no Prometheus is asked.',
  params: enterpriseParams,
  query: healthQuery,
  answers: { 200: { description: 'As it is', schema: healthAnswer } },
  problems: { 404: NO_ENTERPRISE, 422: WRONG },
};

export const readInstallationHealth: Operation = {
  ...{ ...of, path: '/api/admin/health', id: 'readInstallationHealth' },
  summary: 'The same of the whole installation, and the enterprises with the most errors; owners only',
  query: healthQuery,
  answers: { 200: { description: 'As it is', schema: installationHealthAnswer } },
  problems: { 422: WRONG },
};

export const adminHealthOperations = [readHealth, readInstallationHealth];
