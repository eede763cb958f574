import { Router, type Request } from 'express';
import type { AdminUser } from '../../db/admin-users.ts';
import { TooManyError } from '../../intake/too-many.ts';
import { jsonBody, readInput } from '../input.ts';
import { serve } from '../openapi/operation.ts';
import { Problem } from '../problem.ts';
import type { CodeEntered } from './auth.ts';
import { cookieOf, isSecure } from './door.ts';
import { comingOf, sessionTold, wrongCode } from './login-answers.ts';
import { codeBody, enterCode } from './session-operations.ts';
import type { SessionDeps } from './session.ts';

export interface EnterCodeDeps extends Pick<SessionDeps, 'auth' | 'findUser' | 'publicUrl' | 'limits' | 'audit'> {
  /** Whose log-in waits for its code. */
  readonly halfLoggedIn: (challenge: string) => Promise<string | null>;
  /** False for a code that this user has shown before. */
  readonly claimCode: (userId: string, code: string) => Promise<boolean>;
  /** For how long no code of this user is looked at. */
  readonly lockedMs: (userId: string) => Promise<number>;
}

/**
 * `/api/admin/session/code`: the second half of a log-in. Five wrong codes end it, ten in a row keep the user waiting a quarter of
 * an hour (better-auth counts in `admin_second_factors`), and each counts as a wrong password does.
 */
export function enterCodeRouter(deps: EnterCodeDeps): Router {
  const { auth, limits, audit } = deps;
  const router = Router();

  serve(router, enterCode, jsonBody, async (request, response) => {
    const { code } = readInput(codeBody, request);
    const user = await whoWaits(request);
    const attempt = { address: request.ip ?? '', email: user.email };
    limits.mayTry(attempt);
    const entered = await tried(user, code, request);
    if (entered.kind !== 'in') {
      limits.failed(attempt);
      await audit('code-refused', user.email);
      throw await refusal(entered.kind, user);
    }
    await audit('logged-in', user.email);
    response.append('Set-Cookie', [...entered.cookies]).json(sessionTold(user));
  });
  return router;

  /** @throws Problem 401 */
  async function whoWaits(request: Request): Promise<AdminUser> {
    const challenge = auth.challengeOf(cookieOf(request), isSecure(deps, request));
    const userId = challenge === null ? null : await deps.halfLoggedIn(challenge);
    const user = userId === null ? null : await deps.findUser(userId);
    if (!user) throw tooLate();
    return user;
  }

  async function tried(user: AdminUser, code: string, request: Request): Promise<CodeEntered> {
    if (!(await deps.claimCode(user.id, code))) return { kind: 'wrong', cookies: [] };
    return auth.enterCode(cookieOf(request), code, comingOf(deps, request));
  }

  async function refusal(kind: 'wrong' | 'over' | 'locked', user: AdminUser): Promise<Error> {
    if (kind === 'wrong') return wrongCode();
    if (kind === 'over') return tooLate();
    return new TooManyError('Too many wrong codes; try again later', await deps.lockedMs(user.id));
  }
}

function tooLate(): Problem {
  return new Problem(401, 'No log-in waits for a code any more: begin with the password');
}
