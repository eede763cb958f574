import { Router, type Request } from 'express';
import { jsonBody, readInput } from '../input.ts';
import { serve } from '../openapi/operation.ts';
import { Problem } from '../problem.ts';
import type { AdminUser } from '../../db/admin-users.ts';
import { adminOf, allow, cookieOf, isSecure } from './door.ts';
import {
  appCodeBody,
  confirmSecondFactor,
  dropSecondFactor,
  makeRecoveryCodes,
  ownPasswordBody,
  startSecondFactor,
  type RecoveryCodesAnswer,
  type StartedAnswer,
} from './second-factor-operations.ts';
import type { EnterCodeDeps } from './enter-code.ts';
import { wrongCode } from './login-answers.ts';
import type { SessionDeps } from './session.ts';

export type SecondFactorDeps = Pick<SessionDeps, 'auth' | 'findUser' | 'publicUrl' | 'limits' | 'room' | 'audit'> &
  Pick<EnterCodeDeps, 'claimCode'>;

/** `/api/admin/session/second-factor`: one's own, switched on and off. */
export function secondFactorRouter(deps: SecondFactorDeps): Router {
  const { limits, room, audit } = deps;
  const { secondFactors } = deps.auth;
  const router = Router();
  const own = allow(deps, () => ({ what: 'use-own-account' }));
  const by = (request: Request) => ({ cookie: cookieOf(request), isSecure: isSecure(deps, request) });

  /** What a password is needed for; a wrong one counts as one of a log-in does. */
  async function withPassword<T>(
    request: Request,
    user: AdminUser,
    work: (password: string) => Promise<T | 'wrong-password'>,
  ): Promise<T> {
    const { password } = readInput(ownPasswordBody, request);
    const attempt = { address: request.ip ?? '', email: user.email };
    return room.enter('', async () => {
      limits.mayTry(attempt);
      const done = await work(password);
      if (done !== 'wrong-password') return done;
      limits.failed(attempt);
      const errors = [{ field: 'password', message: 'is not your password' }];
      throw new Problem(422, 'The password is wrong', { errors });
    });
  }

  serve(router, startSecondFactor, own, jsonBody, async (request, response) => {
    const { user } = adminOf(response);
    const started = await withPassword(request, user, (password) => secondFactors.start(by(request), password));
    if (started === 'on-already') throw new Problem(409, 'The second factor is on already: switch it off before');
    const answer: StartedAnswer = { uri: started.uri, secret: secretOf(started.uri) };
    response.json(answer);
  });

  serve(router, confirmSecondFactor, own, jsonBody, async (request, response) => {
    const { user } = adminOf(response);
    const { code } = readInput(appCodeBody, request);
    const attempt = { address: request.ip ?? '', email: user.email };
    if (user.hasSecondFactor) throw new Problem(409, 'The second factor is on already');
    limits.mayTry(attempt);
    const isNew = await deps.claimCode(user.id, code);
    const confirmed = isNew ? await secondFactors.confirm(by(request), user.id, code) : 'wrong-code';
    if (confirmed === 'not-started') throw new Problem(409, 'No second factor was started');
    if (confirmed === 'wrong-code') {
      limits.failed(attempt);
      throw wrongCode();
    }
    await audit('second-factor-on', user.email);
    const answer: RecoveryCodesAnswer = { recovery_codes: [...confirmed.codes] };
    response.append('Set-Cookie', [...confirmed.cookies]).json(answer);
  });

  serve(router, makeRecoveryCodes, own, jsonBody, async (request, response) => {
    const { user } = adminOf(response);
    const made = await withPassword(request, user, (password) => secondFactors.newRecoveryCodes(by(request), password));
    if (made === 'off') throw new Problem(409, 'There is no second factor: switch it on before');
    await audit('recovery-codes-made', user.email);
    const answer: RecoveryCodesAnswer = { recovery_codes: [...made.codes] };
    response.json(answer);
  });

  serve(router, dropSecondFactor, own, jsonBody, async (request, response) => {
    const { user } = adminOf(response);
    readInput(ownPasswordBody, request);
    if (!user.hasSecondFactor) {
      response.status(204).end();
      return;
    }
    const off = await withPassword(request, user, (password) => secondFactors.off(by(request), password));
    await audit('second-factor-off', user.email);
    response
      .append('Set-Cookie', [...off.cookies])
      .status(204)
      .end();
  });
  return router;
}

function secretOf(uri: string): string {
  return new URL(uri).searchParams.get('secret') ?? '';
}
