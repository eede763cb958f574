import { Router } from 'express';
import type { Decision } from '../../../domain/smart/decide.ts';
import type { CallerAsked } from '../../../intake/caller-data.ts';
import { startDeadline, type Deadline } from '../../../intake/deadline.ts';
import type { AskedEnterprise } from '../../asked-enterprise.ts';
import { answerOf } from '../../caller-data.ts';
import { jsonBody, readInput } from '../../input.ts';
import { serve } from '../../openapi/operation.ts';
import { Problem } from '../../problem.ts';
import { allow, type AdminDoor } from '../door.ts';
import { NO_ENTERPRISE } from '../enterprise-params.ts';
import { smartTryBody, trySmart, type SmartTryAnswer } from './operations.ts';
import { chainTold } from './told.ts';

export interface AdminSmartDeps extends AdminDoor {
  readonly smart: {
    readonly load: (number: string) => Promise<AskedEnterprise | null>;
    readonly decide: (asked: CallerAsked, deadline: Deadline) => Promise<Decision>;
  };
}

/** Whoever tries a number looks at a page, not at a telephone that rings: a lookup may take as long as it mostly does. */
const TRIED_WITHIN_MS = 3_000;
/** No channel has it. */
const NO_CALL = '-';

/** `/api/admin/enterprises/{number}/smart/try`: what a PBX would be told of a caller. */
export function adminSmartRouter({ smart, ...deps }: AdminSmartDeps): Router {
  const router = Router();
  const administrators = allow(deps, (request) => ({
    what: 'change-enterprise',
    enterprise: String(request.params['number']),
  }));

  serve(router, trySmart, administrators, jsonBody, async (request, response) => {
    const { phone, settings } = readInput(smartTryBody, request);
    const found = await smart.load(String(request.params['number']));
    if (!found) throw new Problem(404, NO_ENTERPRISE);
    const { enterprise, account } = found;
    const tried = settings ?? enterprise.smart;
    const began = performance.now();
    const deadline = startDeadline(TRIED_WITHIN_MS);
    const call = { callId: NO_CALL, phone, wantsDialplan: true, isCall: false };
    const asked = { enterprise, account, settings: tried, ...call };
    const decision = await smart.decide(asked, deadline).finally(() => deadline.end());
    response.json(triedTold(decision, tried.mode, Math.round(performance.now() - began)));
  });
  return router;
}

function triedTold(decision: Decision, mode: SmartTryAnswer['mode'], tookMs: number): SmartTryAnswer {
  const { extension, reason, chain, source } = decision;
  return {
    answer: answerOf(decision),
    ...{ mode, extension, reason, chain: chainTold(chain), source, took_ms: tookMs },
  };
}
