import { Router, type RequestHandler } from 'express';
import { z } from 'zod';
import type { Customer } from '../db/customers.ts';
import { askedEnterprise, numberOf, type LoadEnterprise } from './asked-enterprise.ts';
import { enterpriseField, phoneField, readInput } from './input.ts';
import { serve, type Operation } from './openapi/operation.ts';

export interface CustomersDeps {
  readonly authenticate: RequestHandler;
  readonly load: LoadEnterprise;
  readonly customersOf: (enterprise: string, phoneE164: string) => Promise<readonly Customer[]>;
}

export const customersQuery = z.object({ enterprise: enterpriseField, phone: phoneField });

export const customersAnswer = z.array(
  z.object({
    phone_e164: z.string(),
    last_name: z.string().nullable(),
    first_name: z.string().nullable(),
    middle_name: z.string().nullable(),
    company: z.string().nullable(),
    /** `ids.uon`: ids in U-ON; `person_uid`: one person under several numbers. */
    meta: z.record(z.string(), z.unknown()),
  }),
);

const readCustomers: Operation = {
  ...{ method: 'get', path: '/internal/customers/{enterprise}', id: 'readCustomers', tag: 'Internal' },
  summary: 'Our own rows of a number, whatever U-ON says now',
  access: 'service-token',
  params: customersQuery.pick({ enterprise: true }),
  query: customersQuery.pick({ phone: true }),
  answers: {
    200: {
      description: 'None where we know nobody',
      schema: customersAnswer,
      example: [
        {
          ...{ phone_e164: '+375297003134', last_name: 'Иванов', first_name: 'Иван', middle_name: null, company: null },
          meta: { ids: { uon: ['5'] }, person_uid: 'uon:5' },
        },
      ],
    },
  },
  problems: { 404: 'There is no such enterprise', 422: 'The phone is missing, or no telephone number' },
};

export const customersOperations = [readCustomers];

/** `GET /internal/customers/{enterprise}?phone=`: our own rows of a number, whatever U-ON says now. */
export function customersRouter({ authenticate, load, customersOf }: CustomersDeps): Router {
  const router = Router();
  serve(router, readCustomers, authenticate, async (request, response) => {
    const { enterprise, phone } = readInput(customersQuery, request);
    const asked = await askedEnterprise(load, response, enterprise);
    response.json(await customersOf(enterprise, numberOf(phone, asked)));
  });
  return router;
}
