import type { AskedEnterprise } from '../../api/asked-enterprise.ts';
import type { Enterprise } from '../../domain/enterprise.ts';

/** What the API knows of an enterprise: of its access to U-ON the account's keyed hash alone, since the API never asks U-ON. */
export function askedOf(
  known: { readonly enterprise: Enterprise; readonly access: { readonly account: string } | null } | null,
): AskedEnterprise | null {
  return known && { enterprise: known.enterprise, account: known.access?.account ?? null };
}
