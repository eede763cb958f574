import { z } from 'zod';
import { channelId, printableText } from '../domain/pbx-fields.ts';
import { CALLER_TAGS, OPTION_REASONS } from '../domain/smart/words.ts';
import { INPUT_LIMIT_BYTES } from './input.ts';
import type { Operation } from './openapi/operation.ts';

const text = z
  .union([printableText, z.number().transform(String), z.null().transform(() => '')])
  .optional()
  .transform((value) => (value ?? '').trim());

/** Not given, or empty as a dialplan's variable that is not set: it is wanted. */
const wanted = z
  .union([z.boolean(), z.literal([0, 1]), z.enum(['true', 'false', '1', '0', '']), z.null()], {
    error: 'must be true or false',
  })
  .optional()
  .transform((value) => !['false', '0'].includes(String(value)));

/** What a dialplan says of a caller before it rings anybody. */
export const callerQuestion = z.object({
  UniqueId: channelId.meta({ description: 'Uniqueid of the call’s first channel' }),
  Phone: z
    .union([printableText, z.number().transform(String)], { error: 'must be text (it may be empty)' })
    .transform((value) => value.trim())
    .meta({ description: 'The caller, in any form; empty for a hidden one' }),
  TrunkId: text.meta({ description: 'The trunk on which it came' }),
  LoadDialPlan: wanted.meta({ description: 'Whom to ring too, in mode `route`; not given: yes' }),
});
export type CallerQuestion = z.output<typeof callerQuestion>;

export const callerAnswer = z
  .object({
    Name: z
      .string()
      .nullable()
      .meta({ description: 'For the telephone’s screen; null where nobody is known, or mode is `off`' }),
    DialPlan: z
      .string()
      .nullable()
      .meta({ description: 'The extension to ring: the first of `Redirect`; null where there is none' }),
    Tags: z.array(z.enum(CALLER_TAGS)),
    Priority: z.int().min(0).max(15).meta({ description: 'The higher, the sooner to be answered: fits QUEUE_PRIO' }),
    Redirect: z
      .array(z.object({ Extension: z.string(), ManagerId: z.string().nullable(), Reason: z.enum(OPTION_REASONS) }))
      .meta({ description: 'Whom to ring, one after the other' }),
  })
  .meta({ id: 'CallerData' });
export type CallerAnswer = z.output<typeof callerAnswer>;

export const getCallerData: Operation = {
  ...{ method: 'post', path: '/api/callevent/getcustomerdata', id: 'getCustomerData', tag: 'PBX', access: 'pbx-token' },
  summary: 'Who calls, and whom to ring: answered within 300 ms, with what is known by then',
  description:
    'Any `Content-Type` is taken. The token may stand in the field `Token` instead of the header. What was not known in ' +
    'time is looked up afterwards, for the next question.',
  body: {
    schema: callerQuestion,
    limitBytes: INPUT_LIMIT_BYTES,
    examples: {
      'an incoming call': { UniqueId: '1757840723.6', Phone: '375291112233', TrunkId: '0001363', LoadDialPlan: true },
    },
  },
  answers: {
    200: {
      description: 'What is known; null and empty where nothing is, where the caller is hidden or one of our own',
      schema: callerAnswer,
      example: {
        ...{ Name: 'Ivanov Ivan', DialPlan: '151', Tags: ['client', 'active_lead'], Priority: 5 },
        Redirect: [{ Extension: '151', ManagerId: '2', Reason: 'manager' }],
      },
    },
  },
  problems: { 422: 'Fields are wrong or missing; `errors` names each' },
};
