import express, { type Express } from 'express';
import { callsRouter, type CallsDeps } from './calls.ts';
import { codecRouter, type CodecDeps } from './codec.ts';
import { enterprisesRouter, type EnterprisesDeps } from './enterprises.ts';
import { healthRouter, type HealthDeps } from './health.ts';
import { metricsRouter, type MetricsDeps } from './metrics.ts';
import { pbxEventsRouter, type PbxEventsDeps } from './pbx-events.ts';
import { Problem, problemHandler, type ProblemLog } from './problem.ts';
import { webhooksRouter, type WebhooksDeps } from './webhooks.ts';

export interface AppDeps {
  readonly pbxEvents: PbxEventsDeps;
  readonly calls: CallsDeps;
  readonly enterprises: EnterprisesDeps;
  readonly codec: CodecDeps;
  readonly health: HealthDeps;
  readonly metrics: MetricsDeps;
  readonly webhooks: WebhooksDeps;
  readonly log: ProblemLog;
  /** How many proxies stand before us: so many addresses of `X-Forwarded-For` are believed. */
  readonly trustedHops: number;
}

/** The HTTP interface: one router a resource, one error handler. */
export function createApp(deps: AppDeps): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', deps.trustedHops);
  app.use(healthRouter(deps.health));
  app.use(metricsRouter(deps.metrics));
  app.use(pbxEventsRouter(deps.pbxEvents));
  app.use(webhooksRouter(deps.webhooks));
  app.use(callsRouter(deps.calls));
  app.use(enterprisesRouter(deps.enterprises));
  app.use(codecRouter(deps.codec));
  app.use(() => {
    throw new Problem(404, 'There is nothing here');
  });
  app.use(problemHandler(deps.log));
  return app;
}
