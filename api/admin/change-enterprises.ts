import { randomBytes } from 'node:crypto';
import express, { Router, type Request, type Response } from 'express';
import type { z } from 'zod';
import type { Changer, Enterprises } from '../../db/enterprises.ts';
import { LeftHistoryError } from '../../db/former-enterprises.ts';
import { bodyWithin } from '../body-limit.ts';
import { answerEnterprise, namingFields, numberOf, unknown, type TellDeps } from '../enterprises.ts';
import { ENTERPRISE_LIMIT_BYTES } from '../enterprises-operations.ts';
import { jsonBody, readInput } from '../input.ts';
import { serve } from '../openapi/operation.ts';
import { answerEdition, neededPreconditionOf } from '../preconditions.ts';
import { Problem } from '../problem.ts';
import {
  addEnterprise,
  newEnterpriseBody,
  removeAdminEnterprise,
  replacePbxToken,
  saveAdminEnterprise,
  type newTokenAnswer,
} from './change-enterprises-operations.ts';
import { adminOf, allow, type AdminDoor } from './door.ts';

export interface ChangeEnterprisesDeps extends AdminDoor, TellDeps {
  readonly enterprises: Pick<Enterprises, 'save' | 'remove' | 'replaceToken' | 'show' | 'alarms'>;
  /** Has a workflow connect it as its settings say now; must not fail. */
  readonly connect: (number: string) => Promise<void>;
}

/** Enterprises are added, changed and removed by whoever is logged in and may. */
export function changeEnterprisesRouter(deps: ChangeEnterprisesDeps): Router {
  const { enterprises } = deps;
  const router = Router();
  const adders = allow(deps, () => ({ what: 'add-enterprise' }));
  const removers = allow(deps, () => ({ what: 'remove-enterprise' }));
  const changers = allow(deps, ({ params }) => ({ what: 'change-enterprise', enterprise: String(params['number']) }));
  const settings = bodyWithin(
    ENTERPRISE_LIMIT_BYTES,
    express.json({ limit: ENTERPRISE_LIMIT_BYTES, type: () => true, strict: false }),
  );

  serve(router, addEnterprise, adders, jsonBody, async (request, response) => {
    const { keep_history: keepsHistory, ...master } = readInput(newEnterpriseBody, request);
    const token = makeToken();
    const by = { ...changerOf(response), refusesHistory: !keepsHistory };
    await askingOfHistory(() =>
      namingFields(() => enterprises.save(master.number, { ...master, token }, mustBeNew, by)),
    );
    void deps.connect(master.number);
    await answerEnterprise(deps, response, master.number, 201, { token });
  });
  serve(router, saveAdminEnterprise, changers, settings, async (request, response) => {
    const number = numberOf(request);
    const check = checkOf(request);
    const outcome = await namingFields(() => enterprises.save(number, request.body, check, changerOf(response)));
    void deps.connect(number);
    await answerEnterprise(deps, response, number, 200, { outcome });
  });
  serve(router, removeAdminEnterprise, removers, async (request, response) => {
    const number = numberOf(request);
    if (!(await enterprises.remove(number, changerOf(response).actor, checkOf(request)))) throw unknown();
    void deps.connect(number);
    response.status(204).end();
  });
  serve(router, replacePbxToken, changers, async (request, response) => {
    const token = makeToken();
    const replaced = await enterprises.replaceToken(numberOf(request), token, checkOf(request), changerOf(response));
    if (!replaced) throw unknown();
    const answer: z.input<typeof newTokenAnswer> = { token };
    answerEdition(response, 200, replaced.edition, answer);
  });
  return router;
}

/** 192 random bits: nobody guesses it, and it needs no quoting in a dialplan. */
function makeToken(): string {
  return randomBytes(24).toString('hex');
}

function checkOf(request: Request): (edition: string | null) => void {
  return neededPreconditionOf(request, unknown);
}

function mustBeNew(edition: string | null): void {
  if (edition === null) return;
  const errors = [{ field: 'number', message: 'is taken' }];
  throw new Problem(409, 'There is an enterprise with that number already', { errors });
}

async function askingOfHistory<T>(save: () => Promise<T>): Promise<T> {
  try {
    return await save();
  } catch (error) {
    if (!(error instanceof LeftHistoryError)) throw error;
    const errors = [{ field: 'keep_history', message: 'must be true where the new enterprise is to have them' }];
    throw new Problem(409, 'Calls or customers of an earlier enterprise with that number are still here', { errors });
  }
}

function changerOf(response: Response): Changer {
  const { email: actor, role } = adminOf(response).user;
  return { actor, role };
}
