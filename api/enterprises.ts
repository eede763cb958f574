import express, { Router, type Request, type RequestHandler, type Response } from 'express';
import type { z } from 'zod';
import type { ConnectionState } from '../db/connections.ts';
import type { Enterprises } from '../db/enterprises.ts';
import { EnterpriseFileError } from '../domain/enterprise.ts';
import { requireAllEnterprises, requireScope, scopeOf } from './bearer.ts';
import { bodyWithin } from './body-limit.ts';
import {
  enterpriseTold,
  summaryTold,
  type EnterpriseAnswer,
  type savedAnswer,
  type Told,
} from './enterprise-answers.ts';
import {
  ENTERPRISE_LIMIT_BYTES,
  listEnterprises,
  readEnterprise,
  removeEnterprise,
  saveEnterprise,
} from './enterprises-operations.ts';
import { serve } from './openapi/operation.ts';
import { answerEdition, preconditionOf } from './preconditions.ts';
import { Problem } from './problem.ts';

export interface EnterprisesDeps extends TellDeps {
  readonly authenticate: RequestHandler;
  readonly enterprises: Pick<Enterprises, 'save' | 'remove' | 'list' | 'show' | 'alarms'>;
  readonly connections: () => Promise<ReadonlyMap<string, ConnectionState>>;
  /** Has a workflow connect it as its settings say now; must not fail. */
  readonly connect: (number: string) => Promise<void>;
}

/** What telling of one enterprise needs. */
export interface TellDeps {
  readonly enterprises: Pick<Enterprises, 'show' | 'alarms'>;
  readonly connection: (number: string) => Promise<ConnectionState | null>;
}

/**
 * `/internal/enterprises`: settings and connection of enterprises. To read takes a service token for the enterprise; to change,
 * one for all: settings say where keys are sent.
 */
export function enterprisesRouter(deps: EnterprisesDeps): Router {
  const { authenticate, enterprises } = deps;
  const router = Router();
  const json = bodyWithin(
    ENTERPRISE_LIMIT_BYTES,
    express.json({ limit: ENTERPRISE_LIMIT_BYTES, type: () => true, strict: false }),
  );

  serve(router, listEnterprises, authenticate, async (_request, response) => {
    const { enterprises: seen } = scopeOf(response);
    const [all, connections] = await Promise.all([enterprises.list(), deps.connections()]);
    const shown = all.filter(({ number }) => seen === null || seen.includes(number));
    response.json({ enterprises: shown.map((each) => summaryTold(each, connections.get(each.number))) });
  });
  serve(router, readEnterprise, authenticate, async (request, response) => {
    const number = numberOf(request);
    requireScope(response, number);
    await answerEnterprise(deps, response, number, 200);
  });
  serve(router, saveEnterprise, authenticate, requireAllEnterprises, json, async (request, response) => {
    const number = numberOf(request);
    const outcome = await namingFields(() => enterprises.save(number, request.body, preconditionOf(request)));
    void deps.connect(number);
    await answerEnterprise(deps, response, number, outcome === 'created' ? 201 : 200, { outcome });
  });
  serve(router, removeEnterprise, authenticate, requireAllEnterprises, async (request, response) => {
    const number = numberOf(request);
    const actor = `service token ${scopeOf(response).name}`;
    if (!(await enterprises.remove(number, actor, preconditionOf(request)))) throw unknown();
    void deps.connect(number);
    response.status(204).end();
  });
  return router;
}

/** Answers with the settings of an enterprise and how it stands. @throws Problem 404 */
export async function answerEnterprise(
  deps: TellDeps,
  response: Response,
  number: string,
  status: 200 | 201,
  { how, ...more }: AnswerMore = {},
): Promise<void> {
  const told = await tell(deps, number, how);
  const body: EnterpriseAnswer = enterpriseTold(told);
  answerEdition(response, status, told.shown.edition, { ...more, ...body });
}

/** What is answered beside the settings, and how these are shown. */
interface AnswerMore {
  readonly outcome?: z.input<typeof savedAnswer>['outcome'];
  /** A token that was just made: shown this once. */
  readonly token?: string;
  readonly how?: 'nothing-of-secrets' | undefined;
}

async function tell({ enterprises, connection }: TellDeps, number: string, how: AnswerMore['how']): Promise<Told> {
  const [shown, state, alarms] = await Promise.all([
    enterprises.show(number, how),
    connection(number),
    enterprises.alarms(number),
  ]);
  if (!shown) throw unknown();
  return { shown, connection: state, alarms };
}

/** The mistakes of the settings, as `npm run enterprise -- apply` names them. */
export async function namingFields<T>(save: () => Promise<T>): Promise<T> {
  try {
    return await save();
  } catch (error) {
    if (!(error instanceof EnterpriseFileError)) throw error;
    const errors = error.problems.map(({ field, message }) => ({ field: field || 'body', message }));
    throw new Problem(422, 'The settings have mistakes; docs/settings.md explains each key', { errors });
  }
}

/** The enterprise that the path names. @throws Problem 404 for what can be no number */
export function numberOf({ params: { number } }: Request): string {
  const text = String(number);
  // What can be none of a number is not asked for either.
  if (!/^[\w-]{1,32}$/.test(text)) throw unknown();
  return text;
}

/** To whoever may know it. */
export function unknown(): Problem {
  return new Problem(404, 'There is no such enterprise; the list of enterprises names those there are');
}
