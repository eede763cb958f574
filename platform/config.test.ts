import { describe, expect, test } from 'vitest';

import { ConfigError, readConfig, readProcessConfig, type ConfigMistake } from './config.ts';

const KEY = 'a'.repeat(64);

function mistakesOf(read: () => unknown): readonly ConfigMistake[] {
  try {
    read();
  } catch (error) {
    if (error instanceof ConfigError) return error.mistakes;
    throw error;
  }
  return [];
}

test('an empty environment is a local demo with everything embedded', () => {
  expect(readConfig({})).toMatchObject({
    port: 8080,
    portGiven: false,
    dataDir: '.data',
    databaseUrl: undefined,
    temporal: { address: undefined, namespace: 'default', tls: undefined },
    uonUrl: undefined,
    originateAllow: ['localhost', '127.0.0.1', '[::1]'],
    recordingAllow: ['localhost', '127.0.0.1', '[::1]'],
    demo: true,
    retryTimeScale: 1,
  });
});

test('an empty variable counts as not set', () => {
  expect(readConfig({ PORT: '', SERVICE_TOKEN: ' ', DATABASE_URL: '' })).toEqual(readConfig({}));
});

test('every mistake is named at once, with the variable and without its value', () => {
  const env = {
    PORT: '80800',
    DATABASE_URL: 'mysql://secret-password@host/db',
    UON_URL: 'http://api.u-on.ru',
    SERVICE_TOKEN: 'short',
    SECRETS_KEY: 'short',
    DEMO: 'yes',
    TEMPORAL_ADDRESS: 'localhost',
    TEMPORAL_TLS_CERT: 'client.pem',
  };
  const mistakes = mistakesOf(() => readConfig(env));
  expect(mistakes.map(({ variable }) => variable).toSorted()).toEqual([
    'DATABASE_URL',
    'DEMO',
    'PORT',
    'SECRETS_KEY',
    'SERVICE_TOKEN',
    'TEMPORAL_ADDRESS',
    'TEMPORAL_TLS_KEY',
    'UON_URL',
  ]);
  expect(new ConfigError(mistakes).message).not.toMatch(/secret-password|short|80800/);
});

test('SECRETS_KEY must be given with an external database', () => {
  const env = { DATABASE_URL: 'postgres://u:p@db/x' };
  expect(mistakesOf(() => readConfig(env))).toEqual([expect.objectContaining({ variable: 'SECRETS_KEY' })]);
  expect(readConfig({ ...env, SECRETS_KEY: KEY }).databaseUrl).toBe(env.DATABASE_URL);
});

describe('plain http', () => {
  test.each(['http://127.0.0.1:9090', 'http://localhost:9090/', 'http://[::1]:9090', 'https://api.u-on.ru'])(
    'to U-ON is taken on this machine only: %s',
    (url) => expect(readConfig({ UON_URL: url }).uonUrl).toBe(url.replace(/\/$/, '')),
  );

  test.each(['http://10.0.0.1', 'http://localhost.example.com', 'ftp://127.0.0.1', 'api.u-on.ru'])(
    'to U-ON is refused elsewhere: %s',
    (url) => expect(mistakesOf(() => readConfig({ UON_URL: url }))).toHaveLength(1),
  );

  test.each([
    'https://telephony.example',
    'http://api:8080',
    'http://127.0.0.1:8080',
    'http://[::1]:8080',
    'http://10.0.0.5',
    'http://172.31.0.1',
    'http://192.168.1.2',
    'http://[fd00::1]',
  ])('lets the token of a PBX go to %s', (url) =>
    expect(readConfig({ FASTAGI_API_URL: url }).fastagi.apiUrl).toBe(url),
  );

  test.each(['http://telephony.example', 'http://8.8.8.8', 'http://172.32.0.1', 'http://[2001:db8::1]', 'ftp://api'])(
    'does not let it go to "%s"',
    (url) => expect(mistakesOf(() => readConfig({ FASTAGI_API_URL: url }))).toHaveLength(1),
  );

  test('is taken for PUBLIC_URL', () => {
    expect(readConfig({ PUBLIC_URL: 'http://pbx.example.com' }).publicUrl).toBe('http://pbx.example.com');
  });
});

test('a certificate or an API key means TLS unless it is switched off', () => {
  expect(readConfig({ TEMPORAL_API_KEY: 'k' }).temporal.tls).toEqual({});
  expect(readConfig({ TEMPORAL_API_KEY: 'k', TEMPORAL_TLS: '0' }).temporal.tls).toBeUndefined();
  expect(readConfig({ TEMPORAL_TLS: '1', TEMPORAL_TLS_CA: 'ca.pem' }).temporal.tls).toEqual({ caPath: 'ca.pem' });
});

test('a process of its own needs all addresses and keys, each missing one named once', () => {
  const mistakes = mistakesOf(() => readProcessConfig({ DATABASE_URL: 'postgres://u:p@db/x' }, ['SERVICE_TOKEN']));
  expect(mistakes.map(({ variable }) => variable)).toEqual(['TEMPORAL_ADDRESS', 'SECRETS_KEY', 'SERVICE_TOKEN']);
});
