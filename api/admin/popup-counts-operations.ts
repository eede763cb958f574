import { z } from 'zod';
import { LATE_POPUP_MS, POPUP_VARIANTS } from '../../domain/popup-counts.ts';
import type { Operation } from '../openapi/operation.ts';
import { enterpriseParams, NO_ENTERPRISE } from './enterprise-params.ts';

const counts = z
  .object({
    delivered: z.int().meta({ description: 'U-ON said that it shows them' }),
    late: z.int().meta({
      description: `Of the delivered: shown more than ${LATE_POPUP_MS / 1_000} s after the event of the PBX arrived`,
    }),
    dropped: z.int().meta({ description: 'Not sent, being older than `popup_ttl_s`' }),
    over: z.int().meta({ description: 'Not sent, since nobody rang any more' }),
    unclear: z.int().meta({ description: 'U-ON did not say whether it shows them' }),
    refused: z.int().meta({ description: 'U-ON refused them for good: a manager whom it does not know, say' }),
    opened: z.int().meta({ description: 'A link of theirs that goes by us was followed; each popup counts once' }),
  })
  .meta({ id: 'PopupCounts' });

export const popupCountsAnswer = z.object({
  since: z.iso.datetime(),
  variants: z.record(z.enum(POPUP_VARIANTS), counts).meta({
    description: 'By what was shown: one whose details did not come in time counts as basic',
  }),
});
export type PopupCountsAnswer = z.output<typeof popupCountsAnswer>;

export const popupCountsQuery = z.object({
  days: z.coerce.number().int().min(1).max(365).default(30).meta({ description: 'How far back' }),
});

export const countPopups: Operation = {
  ...{ method: 'get', path: '/api/admin/enterprises/{number}/popups/counts', id: 'countPopups' },
  ...{ tag: 'Administration', access: 'session' },
  summary: 'How basic and enriched popups fared',
  description: 'What was forgotten after `RETENTION_DAYS` is not counted.',
  params: enterpriseParams,
  query: popupCountsQuery,
  answers: { 200: { description: 'The counts', schema: popupCountsAnswer } },
  problems: { 404: NO_ENTERPRISE, 422: '`days` is no number of days' },
};

export const popupCountsOperations = [countPopups];
