import { Router } from 'express';
import type { Dependency, Standing } from '../platform/dependency.ts';

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

/**
 * `/livez`: the process answers. `/readyz`: 200 while calls can be taken (`degraded` where they wait for Temporal), else 503;
 * says what is away since when, and what waits.
 */
export function healthRouter({ database, temporal, backlog, waitingWebhooks }: HealthDeps): Router {
  const router = Router();
  router.get('/livez', (_request, response) => void response.json({ status: 'ok' }));
  router.get('/readyz', async (_request, response) => {
    const [data, flow] = await Promise.all([database.look(), temporal.look()]);
    // The database may go between the questions.
    const waits = (ask: () => Promise<Backlog>) => (data.isUp ? ask().catch(() => null) : null);
    const [inbox, webhooks] = await Promise.all([waits(backlog), waits(waitingWebhooks)]);
    const status = data.isUp ? (flow.isUp ? 'ready' : 'degraded') : 'not ready';
    response.status(data.isUp ? 200 : 503).json({
      status,
      checks: { database: shown(data), temporal: shown(flow) },
      inbox,
      webhooks,
    });
  });
  return router;
}

function shown(standing: Standing) {
  return standing.isUp
    ? { state: 'ok' }
    : {
        state: 'no answer',
        since: standing.since.toISOString(),
        seconds: Math.round((Date.now() - standing.since.getTime()) / 1_000),
      };
}
