import { Router, type Request } from 'express';
import type { Welcomed } from '../../db/admin-welcomes.ts';
import { hashPassword } from '../../platform/password-hash.ts';
import { jsonBody, readInput } from '../input.ts';
import { serve } from '../openapi/operation.ts';
import { Problem } from '../problem.ts';
import { comingOf, refuseEasy, sessionTold } from './login-answers.ts';
import type { SessionDeps } from './session.ts';
import { becomeOwner, checkWelcome, linkBody, welcomeBody, type CheckedAnswer } from './welcome-operations.ts';

export interface WelcomeDeps extends Pick<
  SessionDeps,
  'auth' | 'findUser' | 'publicUrl' | 'limits' | 'room' | 'audit'
> {
  readonly welcome: {
    /** Does the link count? */
    isOne(token: string): Promise<boolean>;
    use(token: string, owner: { email: string; name: string; passwordHash: string }): Promise<Welcomed>;
  };
}

/** `/api/admin/welcome`: the first owner, by the link that the start or a command prints. */
export function welcomeRouter(deps: WelcomeDeps): Router {
  const { auth, limits, room, welcome } = deps;
  const router = Router();

  /** One that does not is counted as a guess. */
  async function counts(request: Request, token: string): Promise<boolean> {
    const attempt = { address: request.ip ?? '', email: null };
    limits.mayTry(attempt);
    const isOne = await welcome.isOne(token);
    if (!isOne) limits.failed(attempt);
    return isOne;
  }

  serve(router, checkWelcome, jsonBody, async (request, response) => {
    const answer: CheckedAnswer = { counts: await counts(request, readInput(linkBody, request).token) };
    response.json(answer);
  });

  serve(router, becomeOwner, jsonBody, async (request, response) => {
    const { token, email, name, password } = readInput(welcomeBody, request);
    const login = await room.enter('', async () => {
      if (!(await counts(request, token))) throw ended();
      refuseEasy('password', password, [email, name]);
      const done = await welcome.use(token, { email, name, passwordHash: await hashPassword(password) });
      if (done.kind === 'ended') throw ended();
      if (done.kind === 'taken') throw new Problem(409, 'There is a user with that address already');
      return auth.logIn(email, password, comingOf(deps, request));
    });
    const user = login?.kind === 'in' ? await deps.findUser(login.userId) : null;
    if (!login || !user) throw new Error('the first owner could not log in');
    await deps.audit('logged-in', user.email);
    response
      .append('Set-Cookie', [...login.cookies])
      .status(201)
      .json(sessionTold(user));
  });
  return router;
}

function ended(): Problem {
  return new Problem(
    404,
    'The link does not count any more: start anew, or `npm run admin -- link`, prints another one',
  );
}
