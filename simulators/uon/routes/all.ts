import { callHistoryRoutes } from './call-history.ts';
import { clientRoutes } from './clients.ts';
import { directoryRoutes } from './directories.ts';
import { leadRoutes } from './leads.ts';
import { notificationRoutes } from './notifications.ts';
import { requestRoutes } from './requests.ts';
import { taskRoutes } from './tasks.ts';
import { webhookRoutes } from './webhooks.ts';
import type { Route } from '../route.ts';

/** Every method that the simulator knows; anything else is "No route found". */
export const ROUTES: readonly Route[] = [
  ...clientRoutes,
  ...leadRoutes,
  ...requestRoutes,
  ...directoryRoutes,
  ...callHistoryRoutes,
  ...notificationRoutes,
  ...taskRoutes,
  ...webhookRoutes,
];
