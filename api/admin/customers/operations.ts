import { z } from 'zod';
import { phoneField } from '../../input.ts';
import type { Operation } from '../../openapi/operation.ts';
import { enterpriseParams, NO_ENTERPRISE } from '../enterprise-params.ts';
import { readCursor } from './cursor.ts';

const of = {
  ...({ tag: 'Administration', access: 'session', method: 'get' } as const),
  params: enterpriseParams,
};

const names = {
  last_name: z.string().nullable(),
  first_name: z.string().nullable(),
  middle_name: z.string().nullable(),
  company: z.string().nullable(),
};
const row = z.object({
  phone: z.string().meta({ description: 'E.164', examples: ['+375291112233'] }),
  ...names,
  ids: z.array(z.string()).meta({ description: 'Ids of clients in U-ON' }),
  updated_at: z.iso.datetime(),
});
export type CustomerRow = z.output<typeof row>;

export const customersQuery = z.object({
  q: z
    .string()
    .max(200)
    .refine((text) => !/\p{Cc}/u.test(text) && text.isWellFormed(), { error: 'must not hold control characters' })
    .default('')
    .meta({ description: 'A number or some digits of it, an id in U-ON, or words of names and company' }),
  before: z
    .string()
    .max(200)
    .refine((text) => readCursor(text) !== null, { error: 'must be `next` of an answer' })
    .optional()
    .meta({
      description: '`next` of the page before',
      examples: ['WyIyMDI2LTAxLTMxIDEwOjAwOjAwKzAwIiwiKzM3NTI5MTExMjIzMyJd'],
    }),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export const customersAnswer = z.object({
  customers: z.array(row).meta({ description: 'Those that changed last first' }),
  next: z.string().nullable().meta({ description: '`before` of the next page; null: there are no more' }),
});
export type CustomersAnswer = z.output<typeof customersAnswer>;

export const listCustomers: Operation = {
  ...{ ...of, path: '/api/admin/enterprises/{number}/customers', id: 'listCustomers' },
  summary: 'Numbers that we know of, and whose they are',
  query: customersQuery,
  answers: { 200: { description: 'A page of them', schema: customersAnswer } },
  problems: { 404: NO_ENTERPRISE, 422: 'A parameter is wrong; `errors` names it' },
};

const source = z
  .object({
    client_id: z.string(),
    told: z.enum(['asked', 'webhook']),
    at: z.iso.datetime({ offset: true }),
    link: z.string().nullable(),
  })
  .meta({ id: 'NameSource', description: 'Which client of U-ON said so, and how: asked by us, or by a webhook' });

const hint = z
  .object({
    kind: z.enum(['same-name', 'one-number']).meta({
      description: 'same-name: one name under several numbers; one-number: several clients of U-ON have one number',
    }),
    numbers: z.array(
      z.object({
        phone: z.string(),
        name: z.string(),
        clients: z.array(z.object({ id: z.string(), link: z.string().nullable() })),
      }),
    ),
    more: z.int().meta({ description: 'Further numbers, which are not listed' }),
  })
  .meta({ id: 'MergeHint' });
export type MergeHintTold = z.output<typeof hint>;

export const customerCardAnswer = z.object({
  numbers: z
    .array(
      row.extend({
        sources: z.object({
          last_name: source.nullable(),
          first_name: source.nullable(),
          middle_name: source.nullable(),
          company: source.nullable(),
        }),
      }),
    )
    .meta({ description: 'Of the person: the number that was asked for first' }),
  clients: z
    .array(
      z.object({
        id: z.string(),
        link: z.string().nullable().meta({ description: 'The card in U-ON' }),
        name: z.string(),
        company: z.string(),
        kind: z.enum(['person', 'company', 'agency']),
        phones: z.array(z.string()).meta({ description: 'As U-ON has them' }),
        manager: z.object({ id: z.string(), name: z.string().nullable() }).nullable(),
        active: z.boolean(),
        deleted: z.boolean(),
        fetched_at: z.iso.datetime(),
      }),
    )
    .meta({ description: 'As U-ON last described them' }),
  hints: z.array(hint),
});
export type CustomerCardAnswer = z.output<typeof customerCardAnswer>;

export const customerCardQuery = z.object({ phone: phoneField });

export const readCustomerCard: Operation = {
  ...{ ...of, path: '/api/admin/enterprises/{number}/customers/card', id: 'readCustomerCard' },
  summary: 'Who has a number: names and where they came from, other numbers of the person, what U-ON said',
  query: customerCardQuery,
  answers: { 200: { description: 'The person', schema: customerCardAnswer } },
  problems: { 404: 'There is no such enterprise, or nobody whom we know has the number', 422: 'It is no number' },
};

export const mergeHintsAnswer = z.object({ hints: z.array(hint) });

export const listMergeHints: Operation = {
  ...{ ...of, path: '/api/admin/enterprises/{number}/customers/hints', id: 'listMergeHints' },
  summary: 'Who may be one person under several numbers, or several under one',
  answers: { 200: { description: 'A hundred of each kind at most', schema: mergeHintsAnswer } },
  problems: { 404: NO_ENTERPRISE },
};

export const adminCustomersOperations = [listCustomers, readCustomerCard, listMergeHints];
