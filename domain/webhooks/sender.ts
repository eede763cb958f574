import type { Enterprise } from '../enterprise.ts';
import { accountOf, type WebhookAccount } from './webhook.ts';
import type { WebhookFields } from './fields.ts';

/** An enterprise whose U-ON is switched on, as far as webhooks name it. */
export interface Addressee {
  readonly enterprise: string;
  readonly accountId: string | null;
  /** A whole host: `id67054.u-on.ru`. */
  readonly subdomain: string | null;
}

export function addresseeIn({ number, uon }: Enterprise): Addressee {
  return { enterprise: number, accountId: uon.account_id ?? null, subdomain: uon.subdomain ?? null };
}

/** Does the account that a webhook names agree with the enterprise's? What one of them does not say contradicts nothing. */
export function agrees({ accountId, subdomain }: Addressee, { ids, hosts }: WebhookAccount): boolean {
  const account = accountId ?? accountOfHost(subdomain);
  return (
    (account === null || ids.every((id) => id === account)) &&
    (subdomain === null || hosts.every((host) => host === subdomain))
  );
}

/**
 * Whose webhook it is where no secret says so: the enterprise of the account that it names, else the only one there is,
 * unless that one is known to have another account. Null for nobody's, and where it could be several's.
 */
export function addresseeOf<A extends Addressee>(fields: WebhookFields, all: readonly A[]): A | null {
  const account = accountOf(fields);
  const named = all.filter((one) => isNamed(one, account) && agrees(one, account));
  if (named.length === 1) return named[0] ?? null;
  const [only, ...others] = all;
  return only && named.length === 0 && others.length === 0 && agrees(only, account) ? only : null;
}

function isNamed({ accountId, subdomain }: Addressee, { ids, hosts }: WebhookAccount): boolean {
  const account = accountId ?? accountOfHost(subdomain);
  return (account !== null && ids.includes(account)) || (subdomain !== null && hosts.includes(subdomain));
}

/** U-ON's own hosts have the account's id in their name. */
function accountOfHost(host: string | null): string | null {
  return /^id(\d+)\.u-on\.ru$/.exec(host ?? '')?.[1] ?? null;
}
