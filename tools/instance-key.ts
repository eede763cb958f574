import { readFileSync } from 'node:fs';

import type { Config } from '../platform/config.ts';
import type { Instance } from '../platform/instance.ts';

/** SECRETS_KEY as the running instance has it: given, else from the file it was made in; undefined when neither says. */
export function secretsKeyOf(config: Config, instance: Instance | undefined): string | undefined {
  if (config.secretsKey !== undefined) return config.secretsKey;
  return instance?.secretsKeyFile === undefined ? undefined : readFileSync(instance.secretsKeyFile, 'utf8').trim();
}
