import express, { type Express } from 'express';
import { adminPageRouter, type AdminPageDeps } from './admin/page.ts';
import { adminRouter, type AdminDeps } from './admin/routers.ts';
import { callsRouter, type CallsDeps } from './calls.ts';
import { codecRouter, type CodecDeps } from './codec.ts';
import { enterprisesRouter, type EnterprisesDeps } from './enterprises.ts';
import { customerProfilesRouter, type CustomerProfilesDeps } from './customer-profiles.ts';
import { customersRouter, type CustomersDeps } from './customers.ts';
import { healthRouter, type HealthDeps } from './health.ts';
import { logCallRouter, type LogCallDeps } from './log-call.ts';
import { metricsRouter, type MetricsDeps } from './metrics.ts';
import { noticesRouter, type NoticesDeps } from './notices.ts';
import { callerDataRouter, type CallerDataRouterDeps } from './caller-data.ts';
import { popupLinksRouter, type PopupLinksDeps } from './popup-links.ts';
import { pbxEventsRouter, type PbxEventsDeps } from './pbx-events.ts';
import { pageRouter } from './openapi/page.ts';
import { theDocument } from './openapi/the-document.ts';
import { Problem, problemHandler, type ProblemLog } from './problem.ts';
import { responsibleExtensionsRouter, type ResponsibleExtensionsDeps } from './responsible-extensions.ts';
import { recoveryRouter, type RecoveryDeps } from './recovery.ts';
import { webhooksRouter, type WebhooksDeps } from './webhooks.ts';

export interface AppDeps {
  readonly adminPage: AdminPageDeps;
  readonly admin: AdminDeps;
  readonly pbxEvents: PbxEventsDeps;
  readonly callerData: CallerDataRouterDeps;
  readonly calls: CallsDeps;
  readonly enterprises: EnterprisesDeps;
  readonly codec: CodecDeps;
  readonly customers: CustomersDeps & CustomerProfilesDeps & ResponsibleExtensionsDeps;
  readonly notices: NoticesDeps;
  readonly health: HealthDeps;
  readonly metrics: MetricsDeps;
  readonly webhooks: WebhooksDeps;
  readonly popupLinks: PopupLinksDeps;
  readonly recovery: RecoveryDeps;
  readonly logCall: LogCallDeps;
  readonly log: ProblemLog;
  /** Of the release; the document of the API names it. */
  readonly version: string;
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
  // Before the events, among whose paths it is.
  app.use(callerDataRouter(deps.callerData));
  app.use(pbxEventsRouter(deps.pbxEvents));
  app.use(webhooksRouter(deps.webhooks));
  app.use(popupLinksRouter(deps.popupLinks));
  app.use(callsRouter(deps.calls));
  app.use(enterprisesRouter(deps.enterprises));
  app.use(customerProfilesRouter(deps.customers));
  app.use(customersRouter(deps.customers));
  app.use(responsibleExtensionsRouter(deps.customers));
  app.use(noticesRouter(deps.notices));
  app.use(recoveryRouter(deps.recovery));
  app.use(logCallRouter(deps.logCall));
  app.use(adminRouter(deps.admin));
  app.use(adminPageRouter(deps.adminPage));
  app.use(codecRouter(deps.codec));
  app.use(pageRouter(theDocument(deps.version)));
  app.use(() => {
    throw new Problem(404, 'There is nothing here');
  });
  app.use(problemHandler(deps.log));
  return app;
}
