import { Router } from 'express';
import type { AuditAction } from '../../db/admin-audit.ts';
import type { WaitingRoom } from '../../intake/waiting-room.ts';
import { jsonBody, readInput } from '../input.ts';
import { serve } from '../openapi/operation.ts';
import { Problem } from '../problem.ts';
import { adminOf, allow, cookieOf, isSecure, type AdminDoor } from './door.ts';
import { comingOf, sessionTold } from './login-answers.ts';
import type { LoginLimits } from './login-limits.ts';
import { logIn, loginBody, logOut, readSession } from './session-operations.ts';

export interface SessionDeps extends AdminDoor {
  readonly limits: LoginLimits;
  /** A password takes 0.2 s of a core to look at: few at once. */
  readonly room: Pick<WaitingRoom, 'enter'>;
  /** Tells the audit of an address that somebody has; of others nothing is kept: they may be passwords. */
  readonly audit: (action: AuditAction, email: string) => Promise<void>;
  /** Sessions, made passwords and half log-ins that ran out. */
  readonly forgetEnded: () => Promise<void>;
}

/** `/api/admin/session`: log in, who is logged in, log out. */
export function sessionRouter(deps: SessionDeps): Router {
  const { auth, limits, room } = deps;
  const router = Router();
  const own = allow(deps, () => ({ what: 'use-own-account' }));

  serve(router, logIn, jsonBody, async (request, response) => {
    const { email, password } = readInput(loginBody, request);
    const attempt = { address: request.ip ?? '', email };
    const login = await room.enter('', async () => {
      limits.mayTry(attempt);
      await deps.forgetEnded();
      const found = await auth.logIn(email, password, comingOf(deps, request));
      if (!found) limits.failed(attempt);
      return found;
    });
    if (login?.kind === 'half') {
      response
        .append('Set-Cookie', [...login.cookies])
        .status(202)
        .json({ second_factor: 'needed' });
      return;
    }
    await deps.audit(login ? 'logged-in' : 'login-refused', email);
    const user = login && (await deps.findUser(login.userId));
    if (!login || !user) throw new Problem(401, 'Nobody has this address and this password');
    response.append('Set-Cookie', [...login.cookies]).json(sessionTold(user));
  });

  serve(router, readSession, own, (_request, response) => {
    response.json(sessionTold(adminOf(response).user));
  });

  serve(router, logOut, async (request, response) => {
    const secure = isSecure(deps, request);
    const session = await auth.sessionOf(cookieOf(request), secure);
    const user = session && (await deps.findUser(session.userId));
    const { cookies } = await auth.logOut(cookieOf(request), secure);
    if (user) await deps.audit('logged-out', user.email);
    response.append('Set-Cookie', cookies).status(204).end();
  });
  return router;
}
