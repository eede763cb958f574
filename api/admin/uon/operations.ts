import { z } from 'zod';
import { ASK_FAILURES, POPUP_CODES } from '../../../domain/uon-check.ts';
import { INPUT_LIMIT_BYTES, phoneField } from '../../input.ts';
import type { Operation } from '../../openapi/operation.ts';
import { enterpriseParams, NO_ENTERPRISE } from '../enterprise-params.ts';
import { checkAnswer } from './check-answer.ts';

const of = { tag: 'Administration', access: 'session', params: enterpriseParams } as const;
const NO_KEY = 'No key of U-ON is stored';
const UNREADABLE = 'The stored key can not be decrypted';
const AWAY = 'Temporal can not be reached';
const TOO_MANY = 'U-ON was asked often enough: again when `Retry-After` says';

export const directoriesQuery = z.object({
  fresh: z
    .enum(['true', 'false'])
    .default('false')
    .meta({ description: 'Reads the lists anew in U-ON, which takes who may change the enterprise' }),
});

const time = z.iso.datetime();

/** `no-key`: none is stored. `not-read`: nobody has read them yet. */
const DIRECTORY_PROBLEMS = ['no-key', 'not-read', ...ASK_FAILURES] as const;

export const directoriesAnswer = z.object({
  statuses: z
    .array(z.object({ id: z.string(), name: z.string(), is_archive: z.boolean() }))
    .meta({ description: 'Of leads, in the order of U-ON' }),
  managers: z
    .array(
      z.object({
        id: z.string(),
        name: z.string(),
        extensions: z.array(z.string()).meta({ description: 'That U-ON itself holds for him' }),
        is_active: z.boolean().meta({ description: 'false: dismissed, or deleted' }),
        state: z.enum(['free', 'busy', 'absent', 'unknown']),
      }),
    )
    .meta({ description: 'By their names' }),
  fetched_at: time.nullable().meta({ description: 'When the older of the two was read in U-ON; null: never' }),
  stale: z.boolean().meta({ description: 'They could not be read anew: `problem` says why' }),
  problem: z
    .object({
      code: z.enum(DIRECTORY_PROBLEMS),
      message: z.string().nullable().meta({ description: 'In the words of U-ON or of the network' }),
    })
    .nullable(),
});
export type DirectoriesAnswer = z.output<typeof directoriesAnswer>;

export const readDirectories: Operation = {
  ...{ ...of, method: 'get', path: '/api/admin/enterprises/{number}/uon/directories', id: 'readDirectories' },
  summary: 'Lead statuses and managers of the account in U-ON',
  query: directoriesQuery,
  answers: { 200: { description: 'As they were read last, or anew', schema: directoriesAnswer } },
  problems: { 404: NO_ENTERPRISE, 409: UNREADABLE, 422: '`fresh` is neither true nor false', 429: TOO_MANY, 503: AWAY },
};

export const checkBody = z.object({
  phone: phoneField
    .optional()
    .meta({ description: 'Looked for in U-ON; without it nothing is', examples: ['+375297003134'] }),
});

export const checkUon: Operation = {
  ...{ ...of, method: 'post', path: '/api/admin/enterprises/{number}/uon/check', id: 'checkUon' },
  summary: 'Tries the address, the key, the limits and a search in U-ON, with what is stored',
  description:
    'Also while U-ON is switched off or not asked any more since it refused the key: a key that is accepted again is asked with from then on. Answers within 15 seconds, whatever U-ON does.',
  body: { schema: checkBody, limitBytes: INPUT_LIMIT_BYTES, examples: { 'with a search': { phone: '+375297003134' } } },
  answers: { 200: { description: 'What was found, step by step', schema: checkAnswer } },
  problems: { 404: NO_ENTERPRISE, 409: NO_KEY, 422: 'The phone is no telephone number', 429: TOO_MANY, 503: AWAY },
};

export const testPopupBody = z.object({
  manager_id: z
    .string({ error: 'must be the id of a manager' })
    .regex(/^[1-9]\d{0,17}$/, { error: 'must be the id of a manager' })
    .meta({ description: 'One of `readDirectories`', examples: ['4'] }),
});

export const testPopupAnswer = z.object({
  result: z.enum(['sent', 'failed']),
  code: z
    .enum(POPUP_CODES)
    .meta({ description: 'maybe-sent: U-ON did not say whether it took it; it is not repeated' }),
  message: z.string().nullable().meta({ description: 'In the words of U-ON or of the network' }),
  took_ms: z.int(),
});
export type TestPopupAnswer = z.output<typeof testPopupAnswer>;

export const sendTestPopup: Operation = {
  ...{ ...of, method: 'post', path: '/api/admin/enterprises/{number}/uon/test-popup', id: 'sendTestPopup' },
  summary: 'Shows one manager a popup that is marked as a test',
  body: { schema: testPopupBody, limitBytes: INPUT_LIMIT_BYTES, examples: { 'a manager': { manager_id: '4' } } },
  answers: { 200: { description: 'What became of it', schema: testPopupAnswer } },
  problems: { 404: NO_ENTERPRISE, 409: NO_KEY, 422: 'This is no id', 429: TOO_MANY, 503: AWAY },
};

export const webhooksAnswer = z.object({ accepted: z.literal(true) });

export const registerWebhooks: Operation = {
  ...{ ...of, method: 'post', path: '/api/admin/enterprises/{number}/uon/webhooks', id: 'registerWebhooks' },
  summary: 'Looks at our webhooks in U-ON, registers those that are missing, and removes those that are too many',
  description: 'As if the settings had been stored again: `connection` of the enterprise says what came of it.',
  answers: { 202: { description: 'It is under way', schema: webhooksAnswer } },
  problems: { 404: NO_ENTERPRISE, 409: NO_KEY, 429: TOO_MANY },
};

export const adminUonOperations = [readDirectories, checkUon, sendTestPopup, registerWebhooks];
