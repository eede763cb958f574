import { Router, type Request, type RequestHandler, type Response } from 'express';
import { z } from 'zod';
import type { Profile, ProfilePlace } from '../intake/find-profile.ts';
import { personName } from '../domain/person-name.ts';
import type { LookupQuestion } from '../workflows/lookup-messages.ts';
import { accountOf, askedEnterprise, notAvailable, numberOf, type LoadEnterprise } from './asked-enterprise.ts';
import { enterpriseField, flagField, hidePath, phoneField, readInput } from './input.ts';
import { serve, type Operation } from './openapi/operation.ts';
import { Problem } from './problem.ts';

export interface CustomerProfilesDeps {
  readonly authenticate: RequestHandler;
  readonly load: LoadEnterprise;
  /** What is known of the client; null where U-ON does not answer and nothing is. */
  readonly find: (place: ProfilePlace, question: LookupQuestion) => Promise<Profile | null>;
  /** What a manager is called; null where that is not known. */
  readonly managerName: (account: string, managerId: string) => Promise<string | null>;
}

export const customerByPhoneQuery = z.object({
  enterprise: enterpriseField,
  phone: phoneField,
  requests: flagField.meta({ description: 'The client’s requests (заявки) too, which costs U-ON one more request' }),
});

const listed = {
  id: z.string(),
  status_id: z.string().nullable(),
  status: z.string(),
  manager_id: z.string().nullable(),
  /** Local to the U-ON account, as it wrote it. */
  created_at: z.string().nullable(),
};

export const customerProfile = z.object({
  client_id: z.string(),
  /** Surname, name and patronymic; empty where U-ON has none. */
  name: z.string(),
  company: z.string().nullable(),
  type: z.enum(['person', 'company', 'agency']),
  /** Who answers for the client; the name is null where the list of managers has not got it. */
  manager: z.object({ id: z.string(), name: z.string().nullable() }).nullable(),
  leads: z.array(z.object({ ...listed, archived: z.boolean(), source: z.string() })),
  /** Empty unless asked for. */
  requests: z.array(z.object(listed)),
  /** U-ON did not answer in time: this is what was known last. */
  stale: z.literal(true).optional(),
  source: z.enum(['cache', 'uon']),
});

const asking = {
  method: 'get',
  tag: 'Internal',
  access: 'service-token',
  summary: 'The client under a number, as U-ON says or last said',
  answers: {
    200: {
      description: 'The client; `stale` where U-ON did not answer in time',
      schema: customerProfile.meta({ id: 'CustomerProfile' }),
      example: {
        ...{ client_id: '5', name: 'Иванов Иван', company: null, type: 'person', manager: { id: '2', name: 'Ольга' } },
        leads: [
          {
            ...{ id: '17', status_id: '1', status: 'Новое', manager_id: '2', created_at: '2025-09-14 12:05:31' },
            ...{ archived: false, source: 'Входящий звонок' },
          },
        ],
        ...{ requests: [], source: 'cache' },
      },
    },
  },
  problems: {
    404: 'There is no such enterprise, or U-ON knows no client under the number',
    409: 'U-ON is switched off for the enterprise, or has no key',
    422: 'Fields are wrong or missing, or the phone is no telephone number',
  },
} as const;

const byPhone: Operation = {
  ...{ ...asking, path: '/internal/uon/customer-by-phone', id: 'readCustomerByPhone' },
  query: customerByPhoneQuery,
};
const byPath: Operation = {
  ...{ ...asking, path: '/customer-profile/{enterprise}/{phone}', id: 'readCustomerProfile' },
  params: customerByPhoneQuery.omit({ requests: true }),
  query: customerByPhoneQuery.pick({ requests: true }),
};

export const customerProfilesOperations = [byPhone, byPath];

/** `GET /internal/uon/customer-by-phone` and `GET /customer-profile/{enterprise}/{phone}`: the client under a number. */
export function customerProfilesRouter(deps: CustomerProfilesDeps): Router {
  const router = Router();
  const answer = (request: Request, response: Response): Promise<void> => tellProfile(deps, request, response);
  serve(router, byPhone, deps.authenticate, answer);
  serve(router, byPath, hidePath('/customer-profile'), deps.authenticate, answer);
  return router;
}

async function tellProfile(deps: CustomerProfilesDeps, request: Request, response: Response): Promise<void> {
  const { enterprise: number, phone, requests } = readInput(customerByPhoneQuery, request);
  const asked = await askedEnterprise(deps.load, response, number);
  const place = {
    enterprise: number,
    account: accountOf(asked),
    phoneE164: numberOf(phone, asked),
    cache: asked.enterprise.uon.cache,
  };
  const profile = await deps.find(place, { leads: true, requests, fresh: false });
  if (!profile) throw notAvailable();
  if (!profile.client) throw new Problem(404, 'U-ON knows no client under this number');
  const { managerId } = profile.client;
  const manager = managerId === null ? null : await deps.managerName(place.account, managerId);
  response.json(profileJson(profile, profile.client, manager));
}

function profileJson(
  { leads, requests, isStale, source }: Profile,
  client: NonNullable<Profile['client']>,
  managerName: string | null,
): z.output<typeof customerProfile> {
  return {
    client_id: client.id,
    name: personName(client),
    company: client.company || null,
    type: client.kind,
    manager: client.managerId === null ? null : { id: client.managerId, name: managerName },
    leads: leads.map(({ isArchived, source: leadSource, ...lead }) => ({
      ...listedJson(lead),
      archived: isArchived,
      source: leadSource,
    })),
    requests: requests.map(listedJson),
    ...(isStale ? { stale: true as const } : {}),
    source,
  };
}

function listedJson({ id, statusId, statusName, managerId, createdAt }: Profile['requests'][number]) {
  return { id, status_id: statusId, status: statusName, manager_id: managerId, created_at: createdAt };
}
