import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { codecToken } from '../../platform/codec-token.ts';
import { readProcessConfig } from '../../platform/config.ts';
import { COMPOSE_FOLDER, readCompose, render, servicesOf } from './compose-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'uon-telephony-env-'));
  for (const file of ['make-env.sh', '.env.example']) copyFileSync(join(COMPOSE_FOLDER, file), join(folder, file));
});
afterEach(() => rmSync(folder, { recursive: true }));

const makeEnv = () => execFileSync('sh', [join(folder, 'make-env.sh')], { stdio: 'pipe' });
const made = () => parseEnv(readFileSync(join(folder, '.env'), 'utf8'));

test('make-env.sh makes all secrets, each another one, for its owner only; a version is all that is missing', () => {
  makeEnv();
  expect(statSync(join(folder, '.env')).mode & 0o077).toBe(0);
  const { POSTGRES_PASSWORD, TEMPORAL_DB_PASSWORD, TELEPHONY_DB_PASSWORD, SECRETS_KEY, SERVICE_TOKEN } = made();
  const secrets = [POSTGRES_PASSWORD, TEMPORAL_DB_PASSWORD, TELEPHONY_DB_PASSWORD, SECRETS_KEY, SERVICE_TOKEN];
  for (const secret of secrets) expect(secret).toMatch(/^[\da-f]{48,64}$/);
  expect(new Set(secrets).size).toBe(5);
  expect(made()['CODEC_TOKEN']).toBe(codecToken(SERVICE_TOKEN ?? ''));
  expect(() => render(readCompose(), made())).toThrow(/BUILD_ID/);
  const { environment } = servicesOf(render(readCompose(), { ...made(), BUILD_ID: '1' })).get('api') ?? {};
  expect(readProcessConfig(environment ?? {}, ['SERVICE_TOKEN']).serviceToken).toBe(SERVICE_TOKEN);
});

test('secrets that are in use are not made anew', () => {
  makeEnv();
  const before = made();
  expect(makeEnv).toThrow(/is there already/);
  expect(made()).toEqual(before);
});
