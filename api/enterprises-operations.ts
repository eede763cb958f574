import { z } from 'zod';
import { enterpriseFileSchema } from '../domain/enterprise.ts';
import { enterpriseAnswer, enterprisesAnswer, savedAnswer } from './enterprise-answers.ts';
import type { Operation } from './openapi/operation.ts';

/** Far above any agency's settings. */
export const ENTERPRISE_LIMIT_BYTES = 512 * 1_024;

const of = { tag: 'Enterprises', access: 'service-token' } as const;
const one = {
  ...of,
  path: '/internal/enterprises/{number}',
  params: z.object({ number: z.string().meta({ description: 'Number of the enterprise' }) }),
} as const;
const NONE = 'There is no such enterprise';
const changing = {
  headers: z.object({
    'If-Match': z
      .string()
      .optional()
      .meta({ description: 'The `ETag` that was read: refused if it was changed since' }),
    'If-None-Match': z.string().optional().meta({ description: '`*`: refused if it is there' }),
  }),
} as const;
const CHANGED = 'It is not as `If-Match` or `If-None-Match` wants it';

export const listEnterprises: Operation = {
  ...of,
  ...{ method: 'get', path: '/internal/enterprises', id: 'listEnterprises' },
  summary: 'The enterprises that the token is for, and how they stand with U-ON',
  answers: { 200: { description: 'By their numbers', schema: enterprisesAnswer } },
};

export const readEnterprise: Operation = {
  ...one,
  ...{ method: 'get', id: 'readEnterprise', summary: 'Settings of an enterprise, and how it stands with U-ON' },
  answers: { 200: { description: 'As they stand; `ETag` names the edition', schema: enterpriseAnswer } },
  problems: { 404: NONE },
};

export const saveEnterprise: Operation = {
  ...{ ...one, ...changing, method: 'put', id: 'saveEnterprise', summary: 'Stores settings, and connects to U-ON' },
  description:
    'All settings are replaced. A mask that was shown stands for the secret that is stored. A service token for all enterprises is needed.',
  body: {
    schema: enterpriseFileSchema,
    limitBytes: ENTERPRISE_LIMIT_BYTES,
    examples: {
      'an agency': {
        ...{ number: '0400', name: 'Турагентство «Июнь»', token: 'change-me-to-what-the-pbx-sends' },
        integrations_config: {
          uon: { enabled: true, api_key: 'the-key-from-u-on', subdomain: 'id67054', user_extensions: { 2: '151' } },
        },
      },
    },
  },
  answers: {
    200: { description: 'It is stored, or was so already', schema: savedAnswer },
    201: { description: 'The enterprise is new', schema: savedAnswer },
  },
  problems: { 412: CHANGED, 422: 'Settings are wrong; `errors` names each' },
};

export const removeEnterprise: Operation = {
  ...{ ...one, ...changing, method: 'delete', id: 'removeEnterprise', summary: 'Removes an enterprise' },
  description:
    'Its webhooks leave U-ON, its number the lists of users and service tokens; calls and customers stay. A service token for all enterprises is needed.',
  answers: { 204: { description: 'It is gone' } },
  problems: { 404: NONE, 412: CHANGED },
};

export const enterprisesOperations = [listEnterprises, readEnterprise, saveEnterprise, removeEnterprise];
