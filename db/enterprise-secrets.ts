import { z } from 'zod';

import { integrationsConfig } from '../domain/settings.ts';
import type { IntegrationsConfig, SmartSettings, TelegramSettings, UonSettings } from '../domain/settings.ts';
import { SecretsError } from '../platform/secrets.ts';
import type { Secrets } from '../platform/secrets.ts';

export const SECRET_FIELDS = [
  'uon.api_key',
  'uon.webhook_secret',
  'uon.originate_secret',
  'telegram.bot_token',
] as const;
export type SecretField = (typeof SECRET_FIELDS)[number];

/** The secrets of an enterprise by their field below `integrations_config`; one that is not set is not there. */
export type SecretMap = ReadonlyMap<SecretField, string>;

/** `integrations_config` without its secrets. */
export interface PlainSettings {
  readonly uon: UonSettings;
  readonly smart: SmartSettings;
  readonly telegram: TelegramSettings;
}

export function splitSecrets(config: IntegrationsConfig): { settings: PlainSettings; secrets: SecretMap } {
  const { api_key: _key, webhook_secret: _webhook, originate_secret: _originate, ...uon } = config.uon;
  const { bot_token: _bot, ...telegram } = config.telegram;
  return { settings: { uon, smart: config.smart, telegram }, secrets: secretsIn(config) };
}

/** `integrations_config` with these texts (encrypted, or masked) in the places of the secrets. */
export function joinSecrets({ uon, smart, telegram }: PlainSettings, secrets: SecretMap) {
  return {
    uon: {
      ...uon,
      api_key: secrets.get('uon.api_key'),
      webhook_secret: secrets.get('uon.webhook_secret'),
      originate_secret: secrets.get('uon.originate_secret'),
    },
    smart,
    telegram: { ...telegram, bot_token: secrets.get('telegram.bot_token') },
  };
}

/** Reads the column: the secrets as they are stored, the rest checked by the schema of the settings. */
export function readStored(column: unknown): { settings: PlainSettings; sealed: SecretMap } {
  const stored = storedSecrets.parse(column);
  const uon = { ...stored.uon, api_key: null, webhook_secret: null, originate_secret: null };
  const telegram = { ...stored.telegram, bot_token: null };
  const { settings } = splitSecrets(integrationsConfig.parse({ ...stored, uon, telegram }));
  return { settings, sealed: secretsIn(stored) };
}

export function mapSecrets(secrets: SecretMap, change: (secret: string, field: SecretField) => string): SecretMap {
  return new Map([...secrets].map(([field, secret]) => [field, change(secret, field)]));
}

export function sealAll(plain: SecretMap, number: string, secrets: Secrets): SecretMap {
  return mapSecrets(plain, (secret, field) => secrets.seal(secret, secretPlace(number, field)));
}

/** Those that can be opened: a secret whose key is gone counts as not set, so that a file can set it anew. */
export function openAll(sealed: SecretMap, number: string, secrets: Secrets): SecretMap {
  const opened = new Map<SecretField, string>();
  for (const [field, secret] of sealed) {
    try {
      opened.set(field, secrets.open(secret, secretPlace(number, field)));
    } catch (error) {
      if (!(error instanceof SecretsError)) throw error;
    }
  }
  return opened;
}

/** Where a secret is stored: it can be opened only for this enterprise and field. */
export function secretPlace(number: string, field: SecretField): string {
  return `enterprises/${number}/${field}`;
}

/** As `show` prints it: the last four characters of a long secret, nothing of a short one. */
export function maskSecret(secret: string): string {
  return secret.length < 12 ? MASK : `${MASK}${secret.slice(-4)}`;
}

export const MASK = '••••••••';

const optionalText = z.string().optional();
const storedSecrets = z.looseObject({
  uon: z.looseObject({ api_key: optionalText, webhook_secret: optionalText, originate_secret: optionalText }),
  telegram: z.looseObject({ bot_token: optionalText }),
});

function secretsIn({ uon, telegram }: Pick<z.output<typeof storedSecrets>, 'uon' | 'telegram'>): SecretMap {
  const all = new Map<SecretField, string | undefined>([
    ['uon.api_key', uon.api_key],
    ['uon.webhook_secret', uon.webhook_secret],
    ['uon.originate_secret', uon.originate_secret],
    ['telegram.bot_token', telegram.bot_token],
  ]);
  return new Map([...all].flatMap(([field, secret]) => (secret === undefined ? [] : [[field, secret] as const])));
}
