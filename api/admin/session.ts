import { Router } from 'express';
import type { AuditAction } from '../../db/admin-audit.ts';
import { isPassword, hashPassword } from '../../platform/password-hash.ts';
import type { WaitingRoom } from '../../intake/waiting-room.ts';
import { jsonBody, readInput } from '../input.ts';
import { serve } from '../openapi/operation.ts';
import { Problem } from '../problem.ts';
import { adminOf, allow, cookieOf, isSecure, type AdminDoor } from './door.ts';
import type { LoginLimits } from './login-limits.ts';
import {
  changeOwnPassword,
  logIn,
  loginBody,
  logOut,
  passwordBody,
  readSession,
  type SessionAnswer,
} from './session-operations.ts';
import { userTold } from './user-answers.ts';

export interface SessionDeps extends AdminDoor {
  readonly limits: LoginLimits;
  /** A password takes 0.2 s of a core to look at: few at once. */
  readonly room: Pick<WaitingRoom, 'enter'>;
  readonly passwordHashOf: (userId: string) => Promise<string | null>;
  readonly changePassword: (
    userId: string,
    hash: string,
    by: { actor: string; keepSession: string },
  ) => Promise<boolean>;
  /** Tells the audit of an address that somebody has; of others nothing is kept: they may be passwords. */
  readonly audit: (action: AuditAction, email: string) => Promise<void>;
  readonly forgetEndedSessions: () => Promise<void>;
}

/** `/api/admin/session`: log in, who is logged in, log out, one's own password. */
export function sessionRouter(deps: SessionDeps): Router {
  const { auth, limits, room } = deps;
  const router = Router();
  const own = allow(deps, () => ({ what: 'use-own-account' }));

  serve(router, logIn, jsonBody, async (request, response) => {
    const { email, password } = readInput(loginBody, request);
    const attempt = { address: request.ip ?? '', email };
    const session = await room.enter('', async () => {
      limits.mayTry(attempt);
      const found = await auth.logIn(email, password, isSecure(deps, request));
      if (!found) limits.failed(attempt);
      return found;
    });
    await deps.audit(session ? 'logged-in' : 'login-refused', email);
    const user = session && (await deps.findUser(session.userId));
    if (!session || !user) throw new Problem(401, 'Nobody has this address and this password');
    await deps.forgetEndedSessions();
    const answer: SessionAnswer = { user: userTold(user) };
    response.append('Set-Cookie', session.cookies).json(answer);
  });

  serve(router, readSession, own, (_request, response) => {
    const answer: SessionAnswer = { user: userTold(adminOf(response).user) };
    response.json(answer);
  });

  serve(router, logOut, async (request, response) => {
    const secure = isSecure(deps, request);
    const session = await auth.sessionOf(cookieOf(request), secure);
    const user = session && (await deps.findUser(session.userId));
    const { cookies } = await auth.logOut(cookieOf(request), secure);
    if (user) await deps.audit('logged-out', user.email);
    response.append('Set-Cookie', cookies).status(204).end();
  });

  serve(router, changeOwnPassword, own, jsonBody, async (request, response) => {
    const { user, sessionId } = adminOf(response);
    const { current_password: current, new_password: wanted } = readInput(passwordBody, request);
    const attempt = { address: request.ip ?? '', email: user.email };
    const hash = await room.enter('', async () => {
      limits.mayTry(attempt);
      const stored = await deps.passwordHashOf(user.id);
      if (stored !== null && (await isPassword(current, stored))) return hashPassword(wanted);
      limits.failed(attempt);
      const errors = [{ field: 'current_password', message: 'is not your password' }];
      throw new Problem(422, 'The current password is wrong', { errors });
    });
    await deps.changePassword(user.id, hash, { actor: user.email, keepSession: sessionId });
    response.status(204).end();
  });
  return router;
}
