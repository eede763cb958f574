import { Router } from 'express';
import { hashPassword, isPassword } from '../../platform/password-hash.ts';
import type { PasswordChange } from '../../db/admin-users.ts';
import { jsonBody, readInput } from '../input.ts';
import { serve } from '../openapi/operation.ts';
import { Problem } from '../problem.ts';
import { adminOf, allow } from './door.ts';
import { refuseEasy } from './login-answers.ts';
import { changeOwnPassword, passwordBody } from './session-operations.ts';
import type { SessionDeps } from './session.ts';

export interface OwnPasswordDeps extends Pick<SessionDeps, 'auth' | 'findUser' | 'publicUrl' | 'limits' | 'room'> {
  readonly passwordHashOf: (userId: string) => Promise<string | null>;
  readonly changePassword: (userId: string, hash: string, by: PasswordChange) => Promise<boolean>;
}

/** `/api/admin/session/password`: one chooses another, and one's other sessions end. */
export function ownPasswordRouter(deps: OwnPasswordDeps): Router {
  const { limits, room } = deps;
  const router = Router();
  const own = allow(deps, () => ({ what: 'use-own-account' }));

  serve(router, changeOwnPassword, own, jsonBody, async (request, response) => {
    const { user, sessionId } = adminOf(response);
    const { current_password: current, new_password: wanted } = readInput(passwordBody, request);
    const attempt = { address: request.ip ?? '', email: user.email };
    const hash = await room.enter('', async () => {
      limits.mayTry(attempt);
      const stored = await deps.passwordHashOf(user.id);
      if (stored === null || !(await isPassword(current, stored))) {
        limits.failed(attempt);
        const errors = [{ field: 'current_password', message: 'is not your password' }];
        throw new Problem(422, 'The current password is wrong', { errors });
      }
      refuseEasy('new_password', wanted, [user.email, user.name]);
      return hashPassword(wanted);
    });
    await deps.changePassword(user.id, hash, { actor: user.email, keepSession: sessionId });
    response.status(204).end();
  });
  return router;
}
