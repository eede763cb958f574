import type { Response } from 'express';
import type { Enterprise } from '../domain/enterprise.ts';
import { readPhone } from '../domain/phone.ts';
import { requireScope } from './bearer.ts';
import { Problem } from './problem.ts';

/** Settings with the account in U-ON: a keyed hash of its key, null while U-ON is switched off or has no key. */
export interface AskedEnterprise {
  readonly enterprise: Enterprise;
  readonly account: string | null;
}

export type LoadEnterprise = (number: string) => Promise<AskedEnterprise | null>;

/** The enterprise that a request names. @throws Problem 403 where its token is not for it, 404 where there is none */
export async function askedEnterprise(
  load: LoadEnterprise,
  response: Response,
  number: string,
): Promise<AskedEnterprise> {
  requireScope(response, number);
  const asked = await load(number);
  if (!asked) throw new Problem(404, 'There is no such enterprise (npm run enterprise -- list)');
  return asked;
}

/** The account to be asked. @throws Problem 409 where there is none, which no repeat mends */
export function accountOf({ enterprise, account }: AskedEnterprise): string {
  if (account !== null) return account;
  const what = enterprise.uon.enabled ? 'has no api_key' : 'is switched off';
  throw new Problem(409, `U-ON ${what} for this enterprise: mend integrations_config.uon and apply the file again`);
}

/** @throws Problem 422 for what is no number of the outside world */
export function numberOf(phone: string, { enterprise }: AskedEnterprise): string {
  const read = readPhone(phone, enterprise.country);
  if (read.kind === 'number') return read.e164;
  const message = `must be a telephone number (of ${enterprise.country}, or with +)`;
  throw new Problem(422, 'The phone is no telephone number', { errors: [{ field: 'phone', message }] });
}

/** U-ON says nothing and nothing is known. */
export function notAvailable(): Problem {
  return new Problem(503, 'U-ON does not answer, and nothing is known of this number yet; ask again', {
    retryAfterS: 5,
  });
}
