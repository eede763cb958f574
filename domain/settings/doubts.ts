import type { UonSettings } from '../settings.ts';

/** What is allowed and yet hardly meant, a sentence each, for whoever stored it. */
export function doubtsOf(
  uon: UonSettings,
  { hasKey, namesForeignAccount }: { readonly hasKey: boolean; readonly namesForeignAccount: boolean },
): string[] {
  if (!uon.enabled) return [];
  const linksNeedHost = Object.values(uon.links).some((template) => template.includes('{subdomain}'));
  return [
    ...(hasKey ? [] : ['uon.api_key is not set, so U-ON is not asked']),
    ...(Object.keys(uon.user_extensions).length === 0
      ? ['uon.user_extensions is empty, so no manager gets a popup']
      : []),
    ...(linksNeedHost && uon.subdomain === undefined ? ['uon.subdomain is not set, so popups have no links'] : []),
    ...(namesForeignAccount
      ? ['the account in uon.account_id or uon.subdomain is named by another enterprise with another key']
      : []),
  ];
}
