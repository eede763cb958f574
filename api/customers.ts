import { Router, type RequestHandler } from 'express';
import { z } from 'zod';
import type { Customer } from '../db/customers.ts';
import { askedEnterprise, numberOf, type LoadEnterprise } from './asked-enterprise.ts';
import { enterpriseField, phoneField, readInput } from './input.ts';

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

/** `GET /internal/customers/{enterprise}?phone=`: our own rows of a number, whatever U-ON says now. */
export function customersRouter({ authenticate, load, customersOf }: CustomersDeps): Router {
  const router = Router();
  router.get('/internal/customers/:enterprise', authenticate, async (request, response) => {
    const { enterprise, phone } = readInput(customersQuery, request);
    const asked = await askedEnterprise(load, response, enterprise);
    response.json(await customersOf(enterprise, numberOf(phone, asked)));
  });
  return router;
}
