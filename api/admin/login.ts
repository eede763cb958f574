import { Router } from 'express';
import { enterCodeRouter, type EnterCodeDeps } from './enter-code.ts';
import { ownPasswordRouter, type OwnPasswordDeps } from './own-password.ts';
import { ownSessionsRouter, type OwnSessionsDeps } from './own-sessions.ts';
import { secondFactorRouter, type SecondFactorDeps } from './second-factor.ts';
import { sessionRouter, type SessionDeps } from './session.ts';
import { welcomeRouter, type WelcomeDeps } from './welcome.ts';

export type LoginDeps = SessionDeps &
  EnterCodeDeps &
  OwnPasswordDeps &
  OwnSessionsDeps &
  SecondFactorDeps &
  WelcomeDeps;

/** How somebody comes in, and what he does with his own account. */
export function loginRouter(deps: LoginDeps): Router {
  const router = Router();
  router.use(sessionRouter(deps));
  router.use(enterCodeRouter(deps));
  router.use(ownPasswordRouter(deps));
  router.use(ownSessionsRouter(deps));
  router.use(secondFactorRouter(deps));
  router.use(welcomeRouter(deps));
  return router;
}
