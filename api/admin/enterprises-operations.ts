import { z } from 'zod';
import { enterpriseAnswer, enterpriseSummary } from '../enterprise-answers.ts';
import { STANDSTILLS } from '../../domain/health/alarms.ts';
import type { Operation } from '../openapi/operation.ts';
import { enterpriseParams, NO_ENTERPRISE } from './enterprise-params.ts';

const of = { tag: 'Administration', access: 'session', method: 'get' } as const;

export const glancesAnswer = z.object({
  enterprises: z.array(
    enterpriseSummary.extend({
      open_calls: z.int().meta({ description: 'Calls that ring, or are talked in' }),
      alarms: z
        .array(z.object({ kind: z.string(), message: z.string() }))
        .meta({ description: 'What has to be mended, while it lasts' }),
    }),
  ),
  standstills: z
    .array(
      z.object({
        kind: z.enum(STANDSTILLS),
        since: z.iso.datetime().nullable().meta({ description: 'Null where that is not known' }),
      }),
    )
    .meta({ description: 'Parts of the installation that do not work: calls are taken, and wait' }),
});
export type GlancesAnswer = z.output<typeof glancesAnswer>;

export const listGlances: Operation = {
  ...{ ...of, path: '/api/admin/enterprises', id: 'listGlances' },
  summary: 'The enterprises that one may read, and how they are',
  answers: { 200: { description: 'By their numbers', schema: glancesAnswer } },
};

export const readAdminEnterprise: Operation = {
  ...{ ...of, path: '/api/admin/enterprises/{number}', id: 'readAdminEnterprise' },
  summary: 'Settings of an enterprise, and how it stands with U-ON',
  params: enterpriseParams,
  answers: { 200: { description: 'As they stand; `ETag` names the edition', schema: enterpriseAnswer } },
  problems: { 404: NO_ENTERPRISE },
};

export const adminEnterprisesOperations = [listGlances, readAdminEnterprise];
