import { z } from 'zod';
import { enterpriseFileSchema, newEnterpriseSchema } from '../../domain/enterprise.ts';
import { orDefault, yesNo } from '../../domain/settings/fields.ts';
import { enterpriseAnswer, savedAnswer } from '../enterprise-answers.ts';
import { ENTERPRISE_LIMIT_BYTES } from '../enterprises-operations.ts';
import { INPUT_LIMIT_BYTES } from '../input.ts';
import type { Operation } from '../openapi/operation.ts';
import { enterpriseParams, NO_ENTERPRISE } from './enterprise-params.ts';

const of = { tag: 'Administration', access: 'session' } as const;
const one = {
  ...of,
  path: '/api/admin/enterprises/{number}',
  params: enterpriseParams,
  headers: z.object({ 'If-Match': z.string().meta({ description: 'The `ETag` that was read' }) }),
} as const;
const CHANGED = 'It was changed since it was read: nothing is done';
const BLIND = '`If-Match` is missing';

const madeToken = z.string().meta({ description: 'What its PBX sends as `Token`; made by us, and not shown again' });

export const addedEnterpriseAnswer = enterpriseAnswer.extend({ token: madeToken });
export type AddedEnterpriseAnswer = z.output<typeof addedEnterpriseAnswer>;

export const newEnterpriseBody = newEnterpriseSchema
  .extend({
    keep_history: orDefault(yesNo, false).meta({
      description:
        'It is to have the calls and customers of an earlier enterprise with that number, where there are any',
    }),
  })
  .meta({ id: 'NewEnterprise' });

export const addEnterprise: Operation = {
  ...{ ...of, method: 'post', path: '/api/admin/enterprises', id: 'addEnterprise' },
  summary: 'Adds an enterprise, and makes its PBX a token; owners only',
  body: {
    schema: newEnterpriseBody,
    limitBytes: INPUT_LIMIT_BYTES,
    examples: {
      'an agency': { number: '0401', name: 'Турагентство «Июль»', timezone: 'Europe/Minsk', country: 'BY' },
    },
  },
  answers: { 201: { description: 'The enterprise; `ETag` names its edition', schema: addedEnterpriseAnswer } },
  problems: {
    409: 'There is an enterprise with that number (`errors` names `number`), or calls or customers of an earlier one are still here (`keep_history`)',
    422: 'Fields are wrong or missing',
  },
};

export const saveAdminEnterprise: Operation = {
  ...{ ...one, method: 'put', id: 'saveAdminEnterprise', summary: 'Stores settings, and connects to U-ON' },
  description: `All settings are replaced. A mask that was shown stands for what is stored. Owners alone choose a token of their own and
\`webhook_secret\`, change \`api_url\` and \`originate_url\`, which our servers ask, and name in \`account_id\` or \`subdomain\` an account that
another enterprise with another key names; of others the token's mask comes back.`,
  body: {
    schema: enterpriseFileSchema,
    limitBytes: ENTERPRISE_LIMIT_BYTES,
    examples: {
      'an agency': {
        ...{ number: '0400', name: 'Турагентство «Июнь»', token: 'as it was shown' },
        lines: [{ trunk: '0001363', name: 'Основная', phone: '+375173001363' }],
        integrations_config: { uon: { enabled: true, api_key: 'the-key-from-u-on', user_extensions: { 2: '151' } } },
      },
    },
  },
  answers: { 200: { description: 'It is stored, or was so already', schema: savedAnswer } },
  problems: { 404: NO_ENTERPRISE, 412: CHANGED, 422: 'Settings are wrong; `errors` names each', 428: BLIND },
};

export const removeAdminEnterprise: Operation = {
  ...{ ...one, method: 'delete', id: 'removeAdminEnterprise', summary: 'Removes an enterprise; owners only' },
  description:
    'Its PBX is let in no more, its webhooks leave U-ON, its number the lists of users and service tokens; calls and customers stay.',
  answers: { 204: { description: 'It is gone' } },
  problems: { 404: NO_ENTERPRISE, 412: CHANGED, 428: BLIND },
};

export const newTokenAnswer = z.object({ token: madeToken });

export const replacePbxToken: Operation = {
  ...{ ...one, path: `${one.path}/token`, method: 'post', id: 'replacePbxToken' },
  summary: 'Makes the PBX another token; the old one is refused at once',
  answers: { 200: { description: 'The token; `ETag` names the edition that is now', schema: newTokenAnswer } },
  problems: { 404: NO_ENTERPRISE, 412: CHANGED, 428: BLIND },
};

export const changeEnterprisesOperations = [addEnterprise, saveAdminEnterprise, removeAdminEnterprise, replacePbxToken];
