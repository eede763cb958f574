import { Router } from 'express';
import type { PopupCounts, PopupVariant } from '../../domain/popup-counts.ts';
import type { LoadEnterprise } from '../asked-enterprise.ts';
import { numberOf } from '../enterprises.ts';
import { readInput } from '../input.ts';
import { serve } from '../openapi/operation.ts';
import { Problem } from '../problem.ts';
import { allow, type AdminDoor } from './door.ts';
import { NO_ENTERPRISE } from './enterprise-params.ts';
import { countPopups, popupCountsQuery, type PopupCountsAnswer } from './popup-counts-operations.ts';

export interface PopupCountsDeps extends AdminDoor {
  readonly load: LoadEnterprise;
  readonly popupCounts: (enterprise: string, since: Date) => Promise<Readonly<Record<PopupVariant, PopupCounts>>>;
}

const DAY_MS = 24 * 3_600_000;

/** `/api/admin/enterprises/{number}/popups/counts`: what the share of enriched popups is judged by. */
export function popupCountsRouter(deps: PopupCountsDeps): Router {
  const router = Router();
  const readers = allow(deps, ({ params }) => ({ what: 'read-enterprise', enterprise: String(params['number']) }));
  serve(router, countPopups, readers, async (request, response) => {
    const number = numberOf(request);
    const { days } = readInput(popupCountsQuery, request);
    if (!(await deps.load(number))) throw new Problem(404, NO_ENTERPRISE);
    const since = new Date(Date.now() - days * DAY_MS);
    const answer: PopupCountsAnswer = {
      since: since.toISOString(),
      variants: await deps.popupCounts(number, since),
    };
    response.json(answer);
  });
  return router;
}
