import { z } from 'zod';
import { RULE_SUBJECTS, smart } from '../../../domain/settings/smart.ts';
import { DECISION_REASONS, DECISION_SOURCES, FALLEN_REASONS, OPTION_REASONS } from '../../../domain/smart/words.ts';
import { callerAnswer } from '../../caller-data-operations.ts';
import { INPUT_LIMIT_BYTES, phoneField } from '../../input.ts';
import type { Operation } from '../../openapi/operation.ts';
import { enterpriseParams, NO_ENTERPRISE } from '../enterprise-params.ts';

/** What one rule of the chain came to. */
export const chainStep = z
  .object({
    who: z.enum(RULE_SUBJECTS),
    extension: z.string().nullable().meta({ description: 'That it names, though it may have fallen away' }),
    manager_id: z.string().nullable(),
    is_option: z.boolean().meta({ description: 'The call may go there; else `reason` says why not' }),
    reason: z.enum([...OPTION_REASONS, ...FALLEN_REASONS]),
  })
  .meta({ id: 'SmartChainStep' });

/** What was told of a caller, and why. */
const decided = {
  mode: z.enum(['off', 'name', 'route']).meta({ description: '`smart.mode` then' }),
  extension: z.string().nullable().meta({ description: 'The `DialPlan` that was told' }),
  reason: z.enum(DECISION_REASONS).meta({ description: 'Why that extension, or why none' }),
  chain: z.array(chainStep).meta({ description: 'The rules in their order; empty where they were not asked' }),
  source: z.enum(DECISION_SOURCES).meta({
    description:
      'Where name and client came from: what U-ON said before, the same though it is old, our own list, U-ON now',
  }),
  took_ms: z.int().meta({ description: 'From the question to the answer' }),
};

/** An answer to `getcustomerdata`, as the story of its call has it. */
export const storyDecision = z
  .object({
    at: z.iso.datetime(),
    line: z.string().nullable().meta({ description: 'The trunk that the PBX named' }),
    wants_dialplan: z.boolean(),
    has_name: z.boolean().meta({ description: 'A name was told' }),
    ...decided,
  })
  .meta({ id: 'SmartDecision' });

export const smartTryBody = z.object({
  phone: phoneField,
  settings: smart.optional().meta({ description: 'The block `smart`, though it is not saved; else the saved one' }),
});

export const smartTryAnswer = z.object({
  answer: callerAnswer.meta({ description: 'What a PBX would be told' }),
  ...decided,
});
export type SmartTryAnswer = z.output<typeof smartTryAnswer>;

export const trySmart: Operation = {
  ...{ method: 'post', path: '/api/admin/enterprises/{number}/smart/try', id: 'trySmart' },
  ...{ tag: 'Administration', access: 'session', params: enterpriseParams },
  summary: 'What a PBX would be told of a caller now, and why',
  description: 'A lookup in U-ON is waited for for 3 s, where a PBX is answered within 300 ms. Nothing is logged.',
  body: {
    schema: smartTryBody,
    limitBytes: INPUT_LIMIT_BYTES,
    examples: {
      'with rules that are not saved': {
        phone: '+375291112233',
        settings: { mode: 'route', rules: [{ who: 'client_manager' }, { who: 'fallback', extension: '150' }] },
      },
    },
  },
  answers: { 200: { description: 'What would be answered', schema: smartTryAnswer } },
  problems: { 404: NO_ENTERPRISE, 422: 'Fields are wrong or missing' },
};

export const adminSmartOperations = [trySmart];
