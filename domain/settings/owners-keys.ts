import type { Role } from '../admin-access.ts';
import type { SettingsProblem } from './problems.ts';

interface Addresses {
  readonly uon: { readonly api_url?: string | undefined; readonly originate_url?: string | undefined };
}

interface Kept {
  readonly keepsToken: boolean;
  /** As it stands, or made by us as it was. */
  readonly keepsWebhookSecret: boolean;
}

const OWNERS_ALONE = 'can be changed by an owner of the installation only';

/**
 * What a role may not change though it may change the enterprise. Our servers ask these addresses, from within our network: only
 * whoever runs them says which. A token is made by us; one that somebody chose would be weaker, and would tell him whether
 * another has it. The same is true of the secret in the address of webhooks.
 */
export function problemsOfRole(
  role: Role,
  before: (Addresses & Kept) | undefined,
  after: { readonly integrations_config: Addresses },
): readonly SettingsProblem[] {
  if (role === 'owner') return [];
  const { uon } = after.integrations_config;
  const changed = [
    ...(before?.keepsToken ? [] : ['token']),
    ...(before?.keepsWebhookSecret === false ? ['integrations_config.uon.webhook_secret'] : []),
    ...(['api_url', 'originate_url'] as const)
      .filter((key) => uon[key] !== before?.uon[key])
      .map((key) => `integrations_config.uon.${key}`),
  ];
  return changed.map((field) => ({ field, message: OWNERS_ALONE }));
}
