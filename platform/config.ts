import { z } from 'zod';

import {
  buildIdField,
  countField,
  databaseUrlField,
  daysField,
  flagField,
  hostAndPortField,
  hostField,
  hostListField,
  hopsField,
  ownApiUrlField,
  portField,
  secretsKeyField,
  serviceTokenField,
  uonUrlField,
  webUrlField,
} from './environment-fields.ts';

/** Where Telegram's Bot API is unless TELEGRAM_URL says otherwise. */
export const TELEGRAM_PRODUCTION_URL = 'https://api.telegram.org';

/** Where U-ON is unless UON_URL or an enterprise's own `api_url` says otherwise. */
export const UON_PRODUCTION_URL = 'https://api.u-on.ru';

const SCALE = 'a number above 0, 1 at most';

const path = z.string({ error: 'a path' });

const environmentSchema = z.object({
  PORT: portField.optional(),
  FASTAGI_PORT: portField.optional(),
  FASTAGI_HOST: hostField.default('127.0.0.1'),
  FASTAGI_API_URL: ownApiUrlField.optional(),
  METRICS_PORT: portField.optional(),
  METRICS_HOST: hostField.optional(),
  DATA_DIR: path.default('.data'),
  DATABASE_URL: databaseUrlField.optional(),
  TEMPORAL_ADDRESS: hostAndPortField.optional(),
  TEMPORAL_NAMESPACE: z.string().default('default'),
  TEMPORAL_TLS: flagField.optional(),
  TEMPORAL_TLS_CERT: path.optional(),
  TEMPORAL_TLS_KEY: path.optional(),
  TEMPORAL_TLS_CA: path.optional(),
  TEMPORAL_API_KEY: z.string().optional(),
  TEMPORAL_UI_PORT: portField.optional(),
  TEMPORAL_UI_URL: webUrlField.optional(),
  TEMPORAL_CLI_PATH: path.optional(),
  WORKFLOW_CACHE: countField.default(500),
  BUILD_ID: buildIdField.optional(),
  WORKFLOW_BUNDLE: path.optional(),
  UON_URL: uonUrlField.optional(),
  TELEGRAM_URL: uonUrlField.optional(),
  PUBLIC_URL: webUrlField.optional(),
  TRUSTED_HOPS: hopsField.default(0),
  ORIGINATE_ALLOW: hostListField.default(['localhost', '127.0.0.1', '[::1]']),
  RECORDING_ALLOW: hostListField.default(['localhost', '127.0.0.1', '[::1]']),
  SERVICE_TOKEN: serviceTokenField.optional(),
  SECRETS_KEY: secretsKeyField.optional(),
  ENCRYPT_HISTORIES: flagField.default(true),
  RETENTION_DAYS: daysField.default(365),
  DEMO: flagField.default(true),
  RETRY_TIME_SCALE: z.coerce.number({ error: SCALE }).gt(0, { error: SCALE }).max(1, { error: SCALE }).default(1),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'fatal, error, warn, info, debug, trace or silent',
    })
    .default('info'),
});
type Environment = z.infer<typeof environmentSchema>;
type Variable = keyof Environment;

/** The variables that there are; .env.example explains each. */
export const VARIABLES: readonly string[] = Object.keys(environmentSchema.shape);

export interface TemporalTls {
  certPath?: string | undefined;
  keyPath?: string | undefined;
  caPath?: string | undefined;
}

export interface Config {
  port: number;
  /** PORT was named: another one will not do. */
  portGiven: boolean;
  /** Where calls ask by FastAGI, and whom they have asked. */
  fastagi: { port: number; portGiven: boolean; host: string; apiUrl: string };
  /** Where a worker answers scrapes; no port: nowhere. No host: on all interfaces. */
  metrics: { port: number | undefined; host: string | undefined };
  dataDir: string;
  /** Undefined: the embedded PostgreSQL. */
  databaseUrl: string | undefined;
  temporal: {
    /** Undefined: the local development server. */
    address: string | undefined;
    namespace: string;
    tls: TemporalTls | undefined;
    apiKey: string | undefined;
    uiPort: number | undefined;
    /** Where browsers find the Web UI. */
    uiUrl: string | undefined;
    cliPath: string | undefined;
  };
  /** Calls that a worker of calls keeps in memory. */
  workflowCache: number;
  /** The version of our workers; undefined: they have none. */
  buildId: string | undefined;
  /** Path of a script made by `npm run bundle`; undefined: bundled at the start. */
  workflowBundle: string | undefined;
  /** Undefined: the simulator in the demo, else UON_PRODUCTION_URL. */
  uonUrl: string | undefined;
  /** Undefined: the simulator in the demo, else TELEGRAM_PRODUCTION_URL. */
  telegramUrl: string | undefined;
  publicUrl: string | undefined;
  /** Proxies before the API whose `X-Forwarded-For` is believed. */
  trustedHops: number;
  /** Hosts, in lower case, that an originate URL may name. */
  originateAllow: string[];
  /** Hosts, in lower case, of which recordings may be fetched. */
  recordingAllow: string[];
  serviceToken: string | undefined;
  /** As given and checked; `readSecretsKeys` reads it. */
  secretsKey: string | undefined;
  /** False for measurements alone: payloads are still decrypted. */
  encryptHistories: boolean;
  /** How long phones and names stay in our tables; 0: for ever. */
  retentionDays: number;
  demo: boolean;
  /** All waiting between attempts and probes of U-ON is multiplied by it; 1 but in tests. */
  retryTimeScale: number;
  logLevel: Environment['LOG_LEVEL'];
}

/** What `api` and the workers can't do without. */
export interface ProcessConfig extends Config {
  databaseUrl: string;
  temporal: Config['temporal'] & { address: string };
  secretsKey: string;
}

export interface ConfigMistake {
  variable: string;
  expected: string;
}

/** Everything that is wrong with the environment. The message names variables and never shows their values. */
export class ConfigError extends Error {
  override name = 'ConfigError';
  readonly mistakes: readonly ConfigMistake[];
  constructor(mistakes: readonly ConfigMistake[]) {
    const lines = mistakes.map(({ variable, expected }) => `  ${variable}: ${expected}`);
    super(['The environment has mistakes (.env.example explains each variable):', ...lines].join('\n'));
    this.mistakes = mistakes;
  }
}

/**
 * The configuration of `npm start` and the tools. An empty variable counts as not set.
 *
 * @throws ConfigError with every mistake at once
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const { config, mistakes } = read(env, []);
  if (!config || mistakes.length > 0) throw new ConfigError(mistakes);
  return config;
}

/**
 * The configuration of a process of its own (`api`, `worker`), to which all addresses and keys must be given; the API
 * needs the service token too.
 *
 * @throws ConfigError with every mistake at once
 */
export function readProcessConfig(
  env: Record<string, string | undefined>,
  alsoRequired: readonly 'SERVICE_TOKEN'[] = [],
): ProcessConfig {
  const { config, mistakes } = read(env, ['DATABASE_URL', 'TEMPORAL_ADDRESS', 'SECRETS_KEY', ...alsoRequired]);
  if (!config || mistakes.length > 0) throw new ConfigError(mistakes);
  const { databaseUrl, secretsKey, temporal } = config;
  const { address } = temporal;
  if (!databaseUrl || !secretsKey || !address) throw new ConfigError(mistakes);
  return { ...config, databaseUrl, secretsKey, temporal: { ...temporal, address } };
}

function read(
  env: Record<string, string | undefined>,
  required: readonly Variable[],
): { config: Config | undefined; mistakes: ConfigMistake[] } {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''));
  const parsed = environmentSchema.safeParse(set);
  const mistakes = [
    ...(parsed.error?.issues ?? []).map(({ path: [variable], message }) => ({
      variable: String(variable),
      expected: message,
    })),
    ...required.filter((name) => !(name in set)).map((name) => ({ variable: name, expected: 'must be given' })),
    ...belongTogether(set).filter(({ variable }) => !required.some((name) => name === variable)),
  ];
  return { config: parsed.data && toConfig(parsed.data), mistakes };
}

/** Variables that make no sense without each other. */
function belongTogether(set: Record<string, unknown>): ConfigMistake[] {
  const mistakes: ConfigMistake[] = [];
  if ('DATABASE_URL' in set && !('SECRETS_KEY' in set)) {
    mistakes.push({
      variable: 'SECRETS_KEY',
      expected: 'must be given with DATABASE_URL: keys stored there are encrypted with it',
    });
  }
  for (const [given, missing] of [
    ['TEMPORAL_TLS_CERT', 'TEMPORAL_TLS_KEY'],
    ['TEMPORAL_TLS_KEY', 'TEMPORAL_TLS_CERT'],
  ] as const) {
    if (given in set && !(missing in set))
      mistakes.push({ variable: missing, expected: `must be given with ${given}` });
  }
  return mistakes;
}

function toConfig(env: Environment): Config {
  return {
    port: env.PORT ?? 8080,
    portGiven: env.PORT !== undefined,
    fastagi: {
      port: env.FASTAGI_PORT ?? 4573,
      portGiven: env.FASTAGI_PORT !== undefined,
      host: env.FASTAGI_HOST,
      apiUrl: env.FASTAGI_API_URL ?? `http://127.0.0.1:${env.PORT ?? 8080}`,
    },
    metrics: { port: env.METRICS_PORT, host: env.METRICS_HOST },
    dataDir: env.DATA_DIR,
    databaseUrl: env.DATABASE_URL,
    temporal: {
      address: env.TEMPORAL_ADDRESS,
      namespace: env.TEMPORAL_NAMESPACE,
      tls: readTls(env),
      apiKey: env.TEMPORAL_API_KEY,
      uiPort: env.TEMPORAL_UI_PORT,
      uiUrl: env.TEMPORAL_UI_URL,
      cliPath: env.TEMPORAL_CLI_PATH,
    },
    workflowCache: env.WORKFLOW_CACHE,
    buildId: env.BUILD_ID,
    workflowBundle: env.WORKFLOW_BUNDLE,
    uonUrl: env.UON_URL,
    telegramUrl: env.TELEGRAM_URL,
    publicUrl: env.PUBLIC_URL,
    trustedHops: env.TRUSTED_HOPS,
    originateAllow: env.ORIGINATE_ALLOW,
    recordingAllow: env.RECORDING_ALLOW,
    serviceToken: env.SERVICE_TOKEN,
    secretsKey: env.SECRETS_KEY,
    encryptHistories: env.ENCRYPT_HISTORIES,
    retentionDays: env.RETENTION_DAYS,
    demo: env.DEMO,
    retryTimeScale: env.RETRY_TIME_SCALE,
    logLevel: env.LOG_LEVEL,
  };
}

/** A certificate or an API key means TLS, unless TEMPORAL_TLS=0 says otherwise. */
function readTls(env: Environment): TemporalTls | undefined {
  const { TEMPORAL_TLS_CERT: certPath, TEMPORAL_TLS_KEY: keyPath, TEMPORAL_TLS_CA: caPath } = env;
  const implied = certPath !== undefined || caPath !== undefined || env.TEMPORAL_API_KEY !== undefined;
  return (env.TEMPORAL_TLS ?? implied) ? { certPath, keyPath, caPath } : undefined;
}
