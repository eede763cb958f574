import { Router } from 'express';
import { z } from 'zod';
import type { Dependency, Standing } from '../platform/dependency.ts';
import { serve, type Operation } from './openapi/operation.ts';

export interface HealthDeps {
  /** Without it no call can be taken. */
  readonly database: Dependency;
  /** Without it calls are taken, and wait. */
  readonly temporal: Dependency;
  /** What waits in the inbox; for whoever looks. */
  readonly backlog: () => Promise<Backlog>;
  /** The same of U-ON's webhooks. */
  readonly waitingWebhooks: () => Promise<Backlog>;
}

interface Backlog {
  readonly waiting: number;
  readonly oldestSeconds: number;
}

const check = z.union([
  z.object({ state: z.literal('ok') }),
  z.object({ state: z.literal('no answer'), since: z.iso.datetime(), seconds: z.int() }),
]);
const waiting = z.object({ waiting: z.int(), oldestSeconds: z.number() }).nullable();
const readiness = z
  .object({
    status: z.enum(['ready', 'degraded', 'not ready']),
    checks: z.object({ database: check, temporal: check }),
    inbox: waiting.meta({ description: 'Events that no workflow was told of yet; null while nobody can say' }),
    webhooks: waiting.meta({ description: 'The same of U-ON’s webhooks' }),
  })
  .meta({ id: 'Readiness' });

const isAlive: Operation = {
  ...{ method: 'get', path: '/livez', id: 'isAlive', tag: 'Operation', access: 'anyone' },
  summary: 'The process answers',
  answers: {
    200: { description: 'It does', schema: z.object({ status: z.literal('ok') }), example: { status: 'ok' } },
  },
};

const isReady: Operation = {
  ...{ method: 'get', path: '/readyz', id: 'isReady', tag: 'Operation', access: 'anyone' },
  summary: 'Whether calls can be taken, what is away, and what waits',
  answers: {
    200: {
      description: 'They can; `degraded` where they wait for Temporal',
      schema: readiness,
      example: {
        status: 'degraded',
        checks: {
          database: { state: 'ok' },
          temporal: { state: 'no answer', since: '2025-09-14T09:05:23.000Z', seconds: 12 },
        },
        inbox: { waiting: 7, oldestSeconds: 11.4 },
        webhooks: { waiting: 0, oldestSeconds: 0 },
      },
    },
    503: { description: 'They can’t: the database is away', schema: readiness },
  },
};

export const healthOperations = [isAlive, isReady];

/**
 * `/livez`: the process answers. `/readyz`: 200 while calls can be taken (`degraded` where they wait for Temporal), else 503;
 * says what is away since when, and what waits.
 */
export function healthRouter({ database, temporal, backlog, waitingWebhooks }: HealthDeps): Router {
  const router = Router();
  serve(router, isAlive, (_request, response) => void response.json({ status: 'ok' }));
  serve(router, isReady, async (_request, response) => {
    const [data, flow] = await Promise.all([database.look(), temporal.look()]);
    // The database may go between the questions.
    const waits = (ask: () => Promise<Backlog>) => (data.isUp ? ask().catch(() => null) : null);
    const [inbox, webhooks] = await Promise.all([waits(backlog), waits(waitingWebhooks)]);
    const status = data.isUp ? (flow.isUp ? 'ready' : 'degraded') : 'not ready';
    const body: z.output<typeof readiness> = {
      status,
      checks: { database: shown(data), temporal: shown(flow) },
      inbox,
      webhooks,
    };
    response.status(data.isUp ? 200 : 503).json(body);
  });
  return router;
}

function shown(standing: Standing): z.output<typeof check> {
  return standing.isUp
    ? { state: 'ok' }
    : {
        state: 'no answer',
        since: standing.since.toISOString(),
        seconds: Math.round((Date.now() - standing.since.getTime()) / 1_000),
      };
}
