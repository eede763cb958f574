import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import type { Enterprise } from '../domain/enterprise.ts';
import { readPhone } from '../domain/phone.ts';
import { ownNumbers } from '../domain/settings/line.ts';
import type { SmartRule } from '../domain/settings/smart.ts';
import {
  asksForClient,
  chosenOf,
  redirectChain,
  rulesOf,
  type CallerClient,
  type ChainFacts,
} from '../domain/smart/chain.ts';
import { EXTENSION_REASONS, type ExtensionReason } from '../domain/smart/words.ts';
import { accountOf, askedEnterprise, notAvailable, type AskedEnterprise } from './asked-enterprise.ts';
import type { CustomerProfilesDeps } from './customer-profiles.ts';
import { enterpriseField, flagField, hidePath, phoneField, readInput } from './input.ts';
import { serve, type Operation } from './openapi/operation.ts';

export type ResponsibleExtensionsDeps = Pick<CustomerProfilesDeps, 'authenticate' | 'load' | 'find'> & {
  /** What the journal says to the rules: who talked to the number, which extensions are in use. */
  readonly journalFacts: (
    enterprise: Enterprise,
    phoneE164: string,
    rules: readonly SmartRule[],
  ) => Promise<Pick<ChainFacts, 'talked' | 'isInUse'>>;
};

export const responsibleExtensionQuery = z.object({
  enterprise: enterpriseField,
  phone: phoneField,
  nocache: flagField.meta({ description: 'U-ON is asked, whatever is kept' }),
});

export const responsibleExtensionAnswer = z.object({
  extension: z.string().nullable(),
  manager_id: z.string().nullable(),
  reason: z.enum(EXTENSION_REASONS),
  /** U-ON did not answer in time: this is what was known last. */
  stale: z.literal(true).optional(),
});

const asking = {
  method: 'get',
  tag: 'Internal',
  access: 'service-token',
  summary: 'Where a call of the number is to go',
  answers: {
    200: {
      description: 'The extension, or null and why',
      schema: responsibleExtensionAnswer,
      example: { extension: '151', manager_id: '2', reason: 'manager' },
    },
  },
  problems: {
    404: 'There is no such enterprise',
    409: 'U-ON is switched off for the enterprise, or has no key',
    422: 'Fields are wrong or missing',
  },
} as const;

const byQuery: Operation = {
  ...{ ...asking, path: '/internal/uon/responsible-extension', id: 'readResponsibleExtension' },
  query: responsibleExtensionQuery,
};
const byPath: Operation = {
  ...{ ...asking, path: '/responsible-extension/{enterprise}/{phone}', id: 'readResponsibleExtensionByPath' },
  params: responsibleExtensionQuery.omit({ nocache: true }),
  query: responsibleExtensionQuery.pick({ nocache: true }),
};

export const responsibleExtensionsOperations = [byQuery, byPath];

/**
 * `GET /responsible-extension/{enterprise}/{phone}` and `GET /internal/uon/responsible-extension`: where a call of the number is to
 * go by the rules of `smart`, whatever its `mode` is.
 */
export function responsibleExtensionsRouter(deps: ResponsibleExtensionsDeps): Router {
  const router = Router();
  const answer = (request: Request, response: Response): Promise<void> => tellExtension(deps, request, response);
  serve(router, byQuery, deps.authenticate, answer);
  serve(router, byPath, hidePath('/responsible-extension'), deps.authenticate, answer);
  return router;
}

async function tellExtension(deps: ResponsibleExtensionsDeps, request: Request, response: Response): Promise<void> {
  const { enterprise: number, phone, nocache } = readInput(responsibleExtensionQuery, request);
  const asked = await askedEnterprise(deps.load, response, number);
  const found = await extensionFor(deps, asked, phone, nocache);
  const answer: z.output<typeof responsibleExtensionAnswer> = {
    extension: found.extension,
    manager_id: found.managerId,
    reason: found.reason,
    ...(found.isStale ? { stale: true as const } : {}),
  };
  response.json(answer);
}

interface Found extends Omit<ReturnType<typeof chosenOf>, 'reason'> {
  readonly reason: ExtensionReason;
  readonly isStale: boolean;
}

async function extensionFor(
  deps: ResponsibleExtensionsDeps,
  asked: AskedEnterprise,
  phone: string,
  fresh: boolean,
): Promise<Found> {
  const { country, lines, uon, smart } = asked.enterprise;
  const read = readPhone(phone, country);
  // A dialplan asks for every caller, those too who hide their number.
  if (read.kind !== 'number') return nobody('no_number');
  if (ownNumbers(lines).includes(read.e164)) return nobody('own_number');
  const [known, journal] = await Promise.all([
    asksForClient(smart) ? clientOf(deps, asked, { phoneE164: read.e164, fresh }) : null,
    deps.journalFacts(asked.enterprise, read.e164, rulesOf(smart)),
  ]);
  const client: CallerClient = known ?? { kind: 'not-known' };
  const facts = { ...journal, client, userExtensions: uon.user_extensions };
  const chosen = chosenOf(redirectChain(smart, facts));
  // Somebody else may take it; where nobody does, it is worth asking again.
  if (chosen.extension === null && known?.kind === 'not-known') throw notAvailable();
  return { ...chosen, isStale: known?.isStale ?? false };
}

/** Of those who are no outside callers: no rule is asked. */
function nobody(reason: 'no_number' | 'own_number'): Found {
  return { extension: null, managerId: null, reason, isStale: false };
}

/** @throws Problem 409 where there is no U-ON to be asked, which the rules go by */
async function clientOf(
  { find }: ResponsibleExtensionsDeps,
  asked: AskedEnterprise,
  { phoneE164, fresh }: { readonly phoneE164: string; readonly fresh: boolean },
): Promise<CallerClient & { readonly isStale: boolean }> {
  const { number: enterprise, uon } = asked.enterprise;
  const place = { enterprise, account: accountOf(asked), phoneE164, cache: uon.cache };
  const profile = await find(place, { leads: false, requests: false, fresh });
  if (!profile) return { kind: 'not-known', isStale: false };
  const { client, isStale } = profile;
  return client ? { kind: 'found', managerId: client.managerId, isStale } : { kind: 'none', isStale };
}
