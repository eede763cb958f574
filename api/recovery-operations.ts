import { z } from 'zod';
import { recoveredCallBody } from '../domain/finished-call-fields.ts';
import { enterpriseField } from './input.ts';
import type { Operation } from './openapi/operation.ts';
import { RECOVERY_BYTES } from './recovery-body.ts';

/** Failures that `GET /recovery/{id}` tells one by one. */
export const SHOWN_ERRORS = 100;

/** The body of `POST /recovery/calls`. */
export const recoveryBody = z.object({ enterprise: enterpriseField, calls: z.array(recoveredCallBody) });
/** Its answer, 202. */
export const recoveryAccepted = z.object({ recovery_id: z.uuid() });
/** The answer of `GET` and `DELETE /recovery/{id}`. */
export const recoveryStanding = z.object({
  recovery_id: z.uuid(),
  enterprise: z.string(),
  state: z.enum(['waiting', 'running', 'cancelling', 'done', 'cancelled']),
  total: z.int(),
  done: z.int(),
  /** Of those done: a live call, or an earlier recovery, had done them. */
  known: z.int(),
  failed: z.int(),
  cancelled: z.int(),
  /** The first of those that failed. */
  errors: z
    .array(
      z.object({ index: z.int(), uniqueid: z.string().nullable(), field: z.string().nullable(), message: z.string() }),
    )
    .max(SHOWN_ERRORS),
});

const of = { tag: 'Recovery', access: 'service-token' } as const;
const one = {
  ...of,
  path: '/recovery/{id}',
  params: z.object({ id: z.uuid().meta({ description: '`recovery_id`' }) }),
} as const;
const example = {
  ...{ recovery_id: '0198f3a2-5b6c-7d8e-9f00-112233445566', enterprise: '0367', state: 'running' },
  ...{ total: 2, done: 1, known: 0, failed: 1, cancelled: 0 },
  errors: [{ index: 1, uniqueid: '1757840800.9', field: 'end', message: 'must be a time like 2025-09-14 12:05:46' }],
};
const standing = { description: 'How far it is', schema: recoveryStanding.meta({ id: 'Recovery' }), example };
const problems = { 404: 'There is no such recovery' } as const;

export const recoverCalls: Operation = {
  ...{ ...of, method: 'post', path: '/recovery/calls', id: 'recoverCalls' },
  summary: 'Logs finished calls that were missed while something was down',
  description:
    'Safe to send twice. A call that can’t be read fails alone. `enterprise` stands in the query, or before `calls` where there are many.',
  query: z.object({ enterprise: enterpriseField.optional() }),
  body: {
    schema: recoveryBody,
    limitBytes: RECOVERY_BYTES,
    isJudgedByItem: true,
    examples: {
      'a missed call': {
        enterprise: '0367',
        calls: [
          {
            ...{ uniqueid: '1757840723.6', phone: '375291112233', direction: 'incoming', answered: true },
            ...{ start: '2025-09-14 12:05:31', end: '2025-09-14 12:06:06', extension: '151' },
          },
        ],
      },
    },
  },
  answers: {
    202: {
      description: 'All are durable',
      schema: recoveryAccepted,
      example: { recovery_id: example.recovery_id },
    },
  },
  problems: {
    404: 'There is no such enterprise',
    409: 'U-ON is switched off for the enterprise, or has no key',
    422: 'Fields are wrong or missing, or none of the calls can be read',
  },
};

export const readRecovery: Operation = {
  ...{ ...one, method: 'get', id: 'readRecovery', summary: 'How far a recovery is, and what failed' },
  answers: { 200: standing },
  problems,
};

export const cancelRecovery: Operation = {
  ...{ ...one, method: 'delete', id: 'cancelRecovery', summary: 'Cancels what a recovery has not done yet' },
  answers: { 200: standing },
  problems,
};

export const recoveryOperations = [recoverCalls, readRecovery, cancelRecovery];
