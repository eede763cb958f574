import type { SettingsProblem } from '../domain/settings/problems.ts';
import type { EnterpriseFile } from '../domain/enterprise.ts';
import { MASK, maskSecret, SECRET_FIELDS, type SecretField, type SecretMap } from './enterprise-secrets.ts';
import type { EnterpriseRow } from './enterprise-rows.ts';

/** An enterprise as it stands, its secrets in clear. */
export type StandingEnterprise = Pick<EnterpriseRow, 'settings' | 'madeFields'> & { readonly secrets: SecretMap };

/** Settings with what the masks in them stood for. */
export interface ReturnedSettings {
  readonly content: unknown;
  readonly keepsToken: boolean;
  readonly kept: readonly SecretField[];
}

/**
 * Settings that somebody was shown, changed, and sends back: a mask that is just what is shown of the stored secret stands for
 * it. Any other mask is left as it is, and refused like every wrong value. The token is known by its hash only: in its
 * place stands a word, and `keepsToken` says so.
 */
export function withoutMasks(content: unknown, standing: StandingEnterprise | undefined): ReturnedSettings {
  if (!standing) return { content, keepsToken: false, kept: [] };
  let keepsToken = false;
  const kept: SecretField[] = [];
  let changed = changeAt(content, ['token'], (token) => {
    keepsToken = token === MASK;
    return keepsToken ? KEPT_TOKEN : token;
  });
  for (const field of SECRET_FIELDS) {
    const secret = standing.secrets.get(field);
    changed = changeAt(changed, ['integrations_config', ...field.split('.')], (value) => {
      if (secret === undefined || value !== maskSecret(secret)) return value;
      kept.push(field);
      // What we made is not named by who sends it back: it stays ours.
      return field === 'uon.webhook_secret' && standing.madeFields.includes(field) ? null : secret;
    });
  }
  return { content: changed, keepsToken, kept };
}

/** Does the secret of the webhooks stay: by its mask, or as one that we made and nobody names? */
export function keepsWebhookSecret(
  { integrations_config: { uon } }: EnterpriseFile,
  kept: readonly SecretField[],
  standing: StandingEnterprise,
): boolean {
  const isOurs = standing.madeFields.includes('uon.webhook_secret');
  return kept.includes('uon.webhook_secret') || (uon.webhook_secret === undefined && isOurs);
}

/** Takes the place of a token that stays; it is never stored. */
const KEPT_TOKEN = 'kept';

/**
 * A secret goes wherever its address says: who does not know it must not be able to have it sent elsewhere, so that with
 * another address it must be given itself.
 */
export function problemsOfKept(
  { integrations_config: { uon } }: EnterpriseFile,
  kept: readonly SecretField[],
  standing: StandingEnterprise | undefined,
): readonly SettingsProblem[] {
  const before = standing?.settings.uon;
  const moved = [
    ['uon.api_key', 'api_url', uon.api_url === before?.api_url],
    ['uon.originate_secret', 'originate_url', uon.originate_url === before?.originate_url],
  ] as const;
  return moved.flatMap(([field, address, isSame]) =>
    isSame || !kept.includes(field)
      ? []
      : [
          {
            field: `integrations_config.${field}`,
            message: `is masked: give the value itself where ${address} changes`,
          },
        ],
  );
}

/** The value with what `change` makes of what stands at the path; as it is where there is no such place. */
function changeAt(value: unknown, [key, ...below]: readonly string[], change: (found: unknown) => unknown): unknown {
  if (key === undefined) return change(value);
  if (!isObject(value) || !Object.hasOwn(value, key)) return value;
  return { ...value, [key]: changeAt(value[key], below, change) };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
