import express, { type Express } from 'express';
import { callsRouter, type CallsDeps } from './calls.ts';
import { codecRouter, type CodecDeps } from './codec.ts';
import { healthRouter, type HealthDeps } from './health.ts';
import { metricsRouter, type MetricsDeps } from './metrics.ts';
import { pbxEventsRouter, type PbxEventsDeps } from './pbx-events.ts';
import { Problem, problemHandler, type ProblemLog } from './problem.ts';

export interface AppDeps {
  readonly pbxEvents: PbxEventsDeps;
  readonly calls: CallsDeps;
  readonly codec: CodecDeps;
  readonly health: HealthDeps;
  readonly metrics: MetricsDeps;
  readonly log: ProblemLog;
}

/** The HTTP interface: one router a resource, one error handler. */
export function createApp(deps: AppDeps): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(healthRouter(deps.health));
  app.use(metricsRouter(deps.metrics));
  app.use(pbxEventsRouter(deps.pbxEvents));
  app.use(callsRouter(deps.calls));
  app.use(codecRouter(deps.codec));
  app.use(() => {
    throw new Problem(404, 'There is nothing here');
  });
  app.use(problemHandler(deps.log));
  return app;
}
