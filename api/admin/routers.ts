import { Router } from 'express';
import { callStoryRouter, type CallStoryDeps } from './call-story.ts';
import type { CallsJournalDeps } from './calls/deps.ts';
import { callsJournalRouter } from './calls/router.ts';
import { changeEnterprisesRouter, type ChangeEnterprisesDeps } from './change-enterprises.ts';
import { adminCustomersRouter, type AdminCustomersDeps } from './customers/router.ts';
import { adminEnterprisesRouter, type AdminEnterprisesDeps } from './enterprises.ts';
import { adminHealthRouter, type AdminHealthDeps } from './health.ts';
import { installationRouter } from './installation.ts';
import { ownPagesOnly } from './own-pages.ts';
import { popupCountsRouter, type PopupCountsDeps } from './popup-counts.ts';
import { loginRouter, type LoginDeps } from './login.ts';
import { adminSmartRouter, type AdminSmartDeps } from './smart/router.ts';
import { adminTelegramRouter, type AdminTelegramDeps } from './telegram/router.ts';
import { adminUonRouter, type AdminUonDeps } from './uon/router.ts';
import { usersRouter, type UsersDeps } from './users.ts';

export type AdminDeps = LoginDeps &
  UsersDeps &
  AdminEnterprisesDeps &
  ChangeEnterprisesDeps &
  CallsJournalDeps &
  AdminHealthDeps &
  AdminUonDeps &
  AdminSmartDeps &
  AdminTelegramDeps &
  AdminCustomersDeps &
  CallStoryDeps &
  PopupCountsDeps;

/** `/api/admin`: what the administration page asks. */
export function adminRouter(deps: AdminDeps): Router {
  const router = Router();
  router.use('/api/admin', ownPagesOnly);
  router.use(loginRouter(deps));
  router.use(usersRouter(deps));
  router.use(adminEnterprisesRouter(deps));
  router.use(changeEnterprisesRouter(deps));
  router.use(adminHealthRouter(deps));
  router.use(callsJournalRouter(deps));
  router.use(adminUonRouter(deps));
  router.use(adminSmartRouter(deps));
  router.use(adminTelegramRouter(deps));
  router.use(installationRouter(deps));
  router.use(adminCustomersRouter(deps));
  router.use(callStoryRouter(deps));
  router.use(popupCountsRouter(deps));
  return router;
}
