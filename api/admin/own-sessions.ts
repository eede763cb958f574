import { Router } from 'express';
import type { AdminSession } from '../../db/admin-sessions.ts';
import { serve } from '../openapi/operation.ts';
import { Problem } from '../problem.ts';
import { adminOf, allow, type AdminDoor } from './door.ts';
import { endOtherSessions, endOwnSession, listOwnSessions, type OwnSessionsAnswer } from './own-sessions-operations.ts';
import type { SessionDeps } from './session.ts';

export interface OwnSessionsDeps extends AdminDoor {
  readonly sessions: {
    of(userId: string): Promise<readonly AdminSession[]>;
    /** How many ended; none of anybody else's. */
    end(userId: string, sessionId: string): Promise<number>;
    endOthers(userId: string, keepSession: string): Promise<number>;
  };
  readonly audit: SessionDeps['audit'];
}

/** `/api/admin/sessions`: where one is logged in, and how that ends. */
export function ownSessionsRouter(deps: OwnSessionsDeps): Router {
  const { sessions, audit } = deps;
  const router = Router();
  const own = allow(deps, () => ({ what: 'use-own-account' }));

  serve(router, listOwnSessions, own, async (_request, response) => {
    const { user, sessionId } = adminOf(response);
    const all = await sessions.of(user.id);
    const told = all.map(({ id, since, until, browser }) => {
      const times = { since: since.toISOString(), until: until.toISOString() };
      return { id, ...times, browser, is_this: id === sessionId };
    });
    const answer: OwnSessionsAnswer = { sessions: told };
    response.json(answer);
  });
  serve(router, endOtherSessions, own, async (_request, response) => {
    const { user, sessionId } = adminOf(response);
    if ((await sessions.endOthers(user.id, sessionId)) > 0) await audit('sessions-ended', user.email);
    response.status(204).end();
  });
  serve(router, endOwnSession, own, async (request, response) => {
    const { user } = adminOf(response);
    if ((await sessions.end(user.id, String(request.params['session']))) === 0)
      throw new Problem(404, 'There is no such session of yours');
    await audit('sessions-ended', user.email);
    response.status(204).end();
  });
  return router;
}
