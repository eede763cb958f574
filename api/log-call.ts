import { Router, type RequestHandler } from 'express';
import { z } from 'zod';
import type { Enterprise } from '../domain/enterprise.ts';
import { loggedCallBody } from '../domain/finished-call-fields.ts';
import { NothingUnderstoodError, type AcceptedRecovery } from '../intake/accept-recovery.ts';
import { accountOf, askedEnterprise, type LoadEnterprise } from './asked-enterprise.ts';
import { enterpriseField, INPUT_LIMIT_BYTES, jsonBody, readInput } from './input.ts';
import { serve, type Operation } from './openapi/operation.ts';
import { Problem } from './problem.ts';

export interface LogCallDeps {
  readonly authenticate: RequestHandler;
  readonly load: LoadEnterprise;
  /** Makes the call durable. */
  readonly accept: (enterprise: Enterprise, body: unknown) => Promise<AcceptedRecovery>;
  /** Has workflows work on what is durable; must not fail. */
  readonly start: () => Promise<void>;
}

/** The body of `POST /internal/uon/log-call`. */
export const logCallBody = loggedCallBody.extend({ enterprise: enterpriseField });
/** Its answer, 202. */
export const logCallAccepted = z.object({ call_id: z.string() });

const whose = logCallBody.pick({ enterprise: true });
const named = logCallBody.pick({ uniqueid: true });

const logCall: Operation = {
  ...{ method: 'post', path: '/internal/uon/log-call', id: 'logCall', tag: 'Internal', access: 'service-token' },
  summary: 'Logs a finished call in U-ON, without popups; the same `uniqueid` twice is one',
  body: {
    schema: logCallBody,
    limitBytes: INPUT_LIMIT_BYTES,
    examples: {
      'a call': {
        ...{ enterprise: '0367', uniqueid: '1757840723.6', phone: '375291112233', direction: 'incoming' },
        ...{ start: '2025-09-14 12:05:31', duration: 35, extension: '151' },
      },
    },
  },
  answers: { 202: { description: 'It is durable', schema: logCallAccepted, example: { call_id: '1757840723.6' } } },
  problems: {
    404: 'There is no such enterprise',
    409: 'U-ON is switched off for the enterprise, or has no key',
    422: 'Fields are wrong or missing; `errors` names each',
  },
};

export const logCallOperations = [logCall];

/** `POST /internal/uon/log-call`: a finished call for U-ON's history. 202 once it is durable; the same id twice is one. */
export function logCallRouter({ authenticate, load, accept, start }: LogCallDeps): Router {
  const router = Router();
  serve(router, logCall, authenticate, jsonBody, async (request, response) => {
    const asked = await askedEnterprise(load, response, readInput(whose, request).enterprise);
    accountOf(asked);
    // Its fields are read with the enterprise's zone.
    await accept(asked.enterprise, request.body).catch(refuse);
    const answer: z.output<typeof logCallAccepted> = { call_id: readInput(named, request).uniqueid };
    response.status(202).json(answer);
    void start();
  });
  return router;
}

function refuse(error: unknown): never {
  if (!(error instanceof NothingUnderstoodError)) throw error;
  const errors = error.problems.map(({ field, message }) => ({ field: field.replace(/^calls\[0\]\./, ''), message }));
  throw new Problem(422, 'The call has fields that are wrong or missing', { errors });
}
