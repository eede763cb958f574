import { Router, type Request, type RequestHandler, type Response } from 'express';
import { z } from 'zod';
import type { RecoveryProgress } from '../db/recoveries.ts';
import type { Enterprise } from '../domain/enterprise.ts';
import { NothingUnderstoodError, type AcceptedRecovery } from '../intake/accept-recovery.ts';
import { askedEnterprise, type LoadEnterprise } from './asked-enterprise.ts';
import { requireScope } from './bearer.ts';
import { enterpriseField } from './input.ts';
import { serve } from './openapi/operation.ts';
import { Problem } from './problem.ts';
import { openRecoveryBody } from './recovery-body.ts';
import {
  cancelRecovery,
  readRecovery,
  recoverCalls,
  type recoveryAccepted,
  type recoveryStanding,
} from './recovery-operations.ts';

export interface RecoveryDeps {
  readonly authenticate: RequestHandler;
  readonly load: LoadEnterprise;
  /** Makes the calls durable as they come. */
  readonly accept: (enterprise: Enterprise, calls: AsyncIterable<unknown>) => Promise<AcceptedRecovery>;
  /** Has workflows work on what is durable; must not fail. */
  readonly start: () => Promise<void>;
  readonly progress: (id: string) => Promise<RecoveryProgress | null>;
  readonly cancel: (id: string) => Promise<boolean>;
}

/** `POST /recovery/calls`: 202 once all calls are durable. `GET /recovery/{id}` tells how far they are, `DELETE` cancels. */
export function recoveryRouter(deps: RecoveryDeps): Router {
  const router = Router();
  serve(router, recoverCalls, deps.authenticate, async (request, response) => {
    const { recovery } = await take(deps, request, response);
    response.status(202).json({ recovery_id: recovery.id } satisfies z.output<typeof recoveryAccepted>);
    void deps.start();
  });
  serve(router, readRecovery, deps.authenticate, async (request, response) => {
    response.json(standing(await find(deps, request, response)));
  });
  serve(router, cancelRecovery, deps.authenticate, async (request, response) => {
    const { id } = await find(deps, request, response);
    await deps.cancel(id);
    response.json(standing(await find(deps, request, response)));
  });
  return router;
}

async function take(deps: RecoveryDeps, request: Request, response: Response): Promise<AcceptedRecovery> {
  const body = await openRecoveryBody(request, request.query['enterprise']);
  const { enterprise } = await askedEnterprise(deps.load, response, numberIn(body.enterprise));
  try {
    return await deps.accept(enterprise, body.calls);
  } catch (error) {
    if (!(error instanceof NothingUnderstoodError)) throw error;
    throw new Problem(422, 'None of the calls can be understood; this is wrong with the first', {
      errors: error.problems,
    });
  }
}

/** @throws Problem 422 where the list does not say whose calls these are */
function numberIn(named: unknown): string {
  const parsed = enterpriseField.safeParse(named);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map(({ message }) => ({ field: 'enterprise', message }));
  throw new Problem(422, 'The body does not say whose calls these are', { errors });
}

async function find({ progress }: RecoveryDeps, request: Request, response: Response): Promise<RecoveryProgress> {
  const id = z.uuid().safeParse(request.params['id']);
  const found = id.success ? await progress(id.data) : null;
  if (!found) throw new Problem(404, 'There is no such recovery');
  requireScope(response, found.enterprise);
  return found;
}

function standing(progress: RecoveryProgress): z.output<typeof recoveryStanding> {
  const { id: recovery_id, enterprise, state, total, done, known, failed, cancelled, errors } = progress;
  return {
    ...{ recovery_id, enterprise, state, total, done, known, failed, cancelled },
    errors: errors.map(({ position: index, callId: uniqueid, field, reason: message }) => ({
      ...{ index, uniqueid, field, message },
    })),
  };
}
