import { Router } from 'express';
import { changeEnterprisesRouter, type ChangeEnterprisesDeps } from './change-enterprises.ts';
import { adminEnterprisesRouter, type AdminEnterprisesDeps } from './enterprises.ts';
import { ownPagesOnly } from './own-pages.ts';
import { sessionRouter, type SessionDeps } from './session.ts';
import { usersRouter, type UsersDeps } from './users.ts';

export type AdminDeps = SessionDeps & UsersDeps & AdminEnterprisesDeps & ChangeEnterprisesDeps;

/** `/api/admin`: what the administration page asks. */
export function adminRouter(deps: AdminDeps): Router {
  const router = Router();
  router.use('/api/admin', ownPagesOnly);
  router.use(sessionRouter(deps));
  router.use(usersRouter(deps));
  router.use(adminEnterprisesRouter(deps));
  router.use(changeEnterprisesRouter(deps));
  return router;
}
