import { randomBytes } from 'node:crypto';
import { codecToken } from '../../platform/codec-token.ts';
import { readCompose, readSample, render, servicesOf, type Service } from './compose-file.ts';

/** What the sample leaves to whoever brings it up: a version, and secrets as make-env.sh makes them. */
export function filledIn(): Record<string, string> {
  const secret = (bytes: number) => randomBytes(bytes).toString('hex');
  const SERVICE_TOKEN = secret(32);
  return {
    BUILD_ID: 'v1.2-3-gabcdef0',
    POSTGRES_PASSWORD: secret(24),
    TEMPORAL_DB_PASSWORD: secret(24),
    TELEPHONY_DB_PASSWORD: secret(24),
    SECRETS_KEY: secret(32),
    SERVICE_TOKEN,
    CODEC_TOKEN: codecToken(SERVICE_TOKEN),
  };
}

export const installation: Readonly<Record<string, string>> = { ...readSample(), ...filledIn() };

/** compose.yaml as an installation has it. */
export const rendered = render(readCompose(), installation);

export const services = servicesOf(rendered);

/** Those that run our code. */
export const ourServices = [...services].filter(([, { image }]) => image.startsWith('uon-telephony:'));

export function service(name: string): Service {
  const found = services.get(name);
  if (!found) throw new Error(`compose.yaml has no service ${name}`);
  return found;
}
