import { accountOfHost } from './sender.ts';

/** How an enterprise names its account of U-ON. */
export interface AccountNames {
  readonly account_id?: string | undefined;
  /** A whole host: `id67054.u-on.ru`. */
  readonly subdomain?: string | undefined;
}

export const ACCOUNT_NAMES = ['account_id', 'subdomain'] as const;
export type AccountName = (typeof ACCOUNT_NAMES)[number];

/** Which of one's own names are of an account that the other names too, be it by the other field. */
export function sharedNames(own: AccountNames, other: AccountNames): readonly AccountName[] {
  const others = new Set(ACCOUNT_NAMES.flatMap((name) => meantBy(name, other)));
  return ACCOUNT_NAMES.filter((name) => meantBy(name, own).some((account) => others.has(account)));
}

/** The host, and the account's number where it is known. */
function meantBy(name: AccountName, names: AccountNames): readonly string[] {
  const value = names[name];
  if (value === undefined) return [];
  const account = name === 'subdomain' ? accountOfHost(value) : null;
  return account === null ? [value] : [value, account];
}
