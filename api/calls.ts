import { Router, type RequestHandler } from 'express';
import { z } from 'zod';
import type { StoredCall } from '../db/calls.ts';
import { requireScope } from './bearer.ts';
import { serve, type Operation } from './openapi/operation.ts';
import { Problem } from './problem.ts';

export interface CallsDeps {
  readonly authenticate: RequestHandler;
  readonly findCall: (enterprise: string, callId: string) => Promise<StoredCall | null>;
}

const name = z.string().regex(/^[\x21-\x7e]+$/);
const params = z.object({
  enterprise: name.meta({ description: 'Its number', examples: ['0367'] }),
  uniqueid: name.meta({ description: 'UniqueId of the call’s first channel', examples: ['1757840723.6'] }),
});

const step = z.object({
  name: z.string(),
  at: z.iso.datetime(),
  status: z.enum(['done', 'running', 'skipped', 'failed', 'late']),
  error: z.string().exactOptional().meta({ description: 'Why it failed or was skipped' }),
  mended: z.boolean().exactOptional().meta({ description: 'It failed, and a repeat has done it since' }),
});
const id = z.string().nullable();
const call = z
  .object({
    status: z.enum(['ringing', 'talking', 'ended']),
    direction: z.enum(['incoming', 'outgoing', 'internal']).nullable(),
    answered: z.boolean(),
    manager_id: id,
    extension: id.meta({ description: 'Who talked' }),
    client_id: id,
    lead_id: id,
    duration: z.int().nullable().meta({ description: 'Seconds' }),
    steps: z.array(step),
  })
  .meta({ id: 'Call' }) satisfies z.ZodType<StoredCall>;

const readCall: Operation = {
  ...{ method: 'get', path: '/internal/calls/{enterprise}/{uniqueid}', id: 'readCall', tag: 'Internal' },
  summary: 'The journal of one call',
  access: 'service-token',
  params,
  answers: {
    200: {
      description: 'As far as it has come',
      schema: call,
      example: {
        ...{ status: 'ended', direction: 'incoming', answered: true, manager_id: '2', extension: '151' },
        ...{ client_id: '5', lead_id: null, duration: 35 },
        steps: [
          { name: 'lookup', at: '2025-09-14T09:05:24.120Z', status: 'done' },
          { name: 'lead', at: '2025-09-14T09:05:24.300Z', status: 'skipped', error: 'the client has an active lead' },
        ],
      },
    },
  },
  problems: { 404: 'There is no such call' },
};

export const callsOperations = [readCall];

/** `GET /internal/calls/{enterprise}/{uniqueid}`: the journal of one call. */
export function callsRouter({ authenticate, findCall }: CallsDeps): Router {
  const router = Router();
  serve(router, readCall, authenticate, async (request, response) => {
    requireScope(response, String(request.params['enterprise']));
    const { data: asked } = params.safeParse(request.params);
    const found = asked ? await findCall(asked.enterprise, asked.uniqueid) : null;
    if (!found) throw new Problem(404, 'There is no such call');
    response.json(found);
  });
  return router;
}
