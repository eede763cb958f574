import { Router, type Request, type Response } from 'express';
import { jsonBody, readInput } from '../input.ts';
import { serve } from '../openapi/operation.ts';
import { Problem } from '../problem.ts';
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
import type { Own } from './second-factors.ts';
import type { SessionDeps } from './session.ts';
import { withOwnPassword } from './with-own-password.ts';

export type SecondFactorDeps = Pick<SessionDeps, 'auth' | 'findUser' | 'publicUrl' | 'limits' | 'room' | 'audit'> &
  Pick<EnterCodeDeps, 'claimCode'>;

/** `/api/admin/session/second-factor`: one's own, switched on and off. */
export function secondFactorRouter(deps: SecondFactorDeps): Router {
  const router = Router();
  const own = allow(deps, () => ({ what: 'use-own-account' }));
  serve(router, startSecondFactor, own, jsonBody, start(deps));
  serve(router, confirmSecondFactor, own, jsonBody, confirm(deps));
  serve(router, makeRecoveryCodes, own, jsonBody, renewCodes(deps));
  serve(router, dropSecondFactor, own, jsonBody, drop(deps));
  return router;
}

type Handler = (deps: SecondFactorDeps) => (request: Request, response: Response) => Promise<void>;

const start: Handler = (deps) => async (request, response) => {
  const started = await withOwnPassword(deps, request, adminOf(response).user, (password) =>
    deps.auth.secondFactors.start(byWhom(deps, request), password),
  );
  if (started === 'on-already') throw new Problem(409, 'The second factor is on already: switch it off before');
  const answer: StartedAnswer = { uri: started.uri, secret: secretOf(started.uri) };
  response.json(answer);
};

const confirm: Handler = (deps) => async (request, response) => {
  const { user } = adminOf(response);
  const { code } = readInput(appCodeBody, request);
  const attempt = { address: request.ip ?? '', email: user.email };
  if (user.hasSecondFactor) throw new Problem(409, 'The second factor is on already');
  deps.limits.mayTry(attempt);
  const isNew = await deps.claimCode(user.id, code);
  const confirmed = isNew ? await deps.auth.secondFactors.confirm(byWhom(deps, request), user.id, code) : 'wrong-code';
  if (confirmed === 'not-started') throw new Problem(409, 'No second factor was started');
  if (confirmed === 'wrong-code') {
    deps.limits.failed(attempt);
    throw wrongCode();
  }
  await deps.audit('second-factor-on', user.email);
  const answer: RecoveryCodesAnswer = { recovery_codes: [...confirmed.codes] };
  response.append('Set-Cookie', [...confirmed.cookies]).json(answer);
};

const renewCodes: Handler = (deps) => async (request, response) => {
  const { user } = adminOf(response);
  const made = await withOwnPassword(deps, request, user, (password) =>
    deps.auth.secondFactors.newRecoveryCodes(byWhom(deps, request), password),
  );
  if (made === 'off') throw new Problem(409, 'There is no second factor: switch it on before');
  await deps.audit('recovery-codes-made', user.email);
  const answer: RecoveryCodesAnswer = { recovery_codes: [...made.codes] };
  response.json(answer);
};

const drop: Handler = (deps) => async (request, response) => {
  const { user } = adminOf(response);
  readInput(ownPasswordBody, request);
  if (user.hasSecondFactor) {
    const off = await withOwnPassword(deps, request, user, (password) =>
      deps.auth.secondFactors.off(byWhom(deps, request), password),
    );
    await deps.audit('second-factor-off', user.email);
    response.append('Set-Cookie', [...off.cookies]);
  }
  response.status(204).end();
};

function byWhom(deps: SecondFactorDeps, request: Request): Own {
  return { cookie: cookieOf(request), isSecure: isSecure(deps, request) };
}

function secretOf(uri: string): string {
  return new URL(uri).searchParams.get('secret') ?? '';
}
