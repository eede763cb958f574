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
 * Whose webhook it is where no secret says so: of those who hear its sender the enterprise of the account that it names, else the
 * only one there is at all, unless that one is known to have another account. Null for nobody's, and where it could be
 * several's. Who does not hear the sender takes it from nobody by naming the same account.
 */
export function addresseeOf<A extends Addressee>(
  fields: WebhookFields,
  all: readonly A[],
  hears: (one: A) => boolean,
): A | null {
  const account = accountOf(fields);
  const fitting = all.filter((one) => hears(one) && agrees(one, account));
  const named = fitting.filter((one) => isNamed(one, account));
  if (named.length === 1) return named[0] ?? null;
  return named.length === 0 && all.length === 1 ? (fitting[0] ?? null) : null;
}

function isNamed({ accountId, subdomain }: Addressee, { ids, hosts }: WebhookAccount): boolean {
  const account = accountId ?? accountOfHost(subdomain);
  return (account !== null && ids.includes(account)) || (subdomain !== null && hosts.includes(subdomain));
}

/** U-ON's own hosts have the account's id in their name. */
export function accountOfHost(host: string | null): string | null {
  return /^id(\d+)\.u-on\.ru$/.exec(host ?? '')?.[1] ?? null;
}
