import { Router, type RequestHandler } from 'express';
import type { StoredCall } from '../db/calls.ts';
import { requireScope } from './bearer.ts';
import { Problem } from './problem.ts';

export interface CallsDeps {
  readonly authenticate: RequestHandler;
  readonly findCall: (enterprise: string, callId: string) => Promise<StoredCall | null>;
}

/** `GET /internal/calls/{enterprise}/{uniqueid}`: the journal of one call. */
export function callsRouter({ authenticate, findCall }: CallsDeps): Router {
  const router = Router();
  router.get('/internal/calls/:enterprise/:uniqueid', authenticate, async (request, response) => {
    const { enterprise, uniqueid } = request.params;
    requireScope(response, String(enterprise));
    const isName = /^[\x21-\x7e]+$/.test(`${String(enterprise)}${String(uniqueid)}`);
    const call = isName ? await findCall(String(enterprise), String(uniqueid)) : null;
    if (!call) throw new Problem(404, 'There is no such call');
    response.json(call);
  });
  return router;
}
