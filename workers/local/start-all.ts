import { join } from 'node:path';

import { Connection } from '@temporalio/client';

import { makeWelcome, welcomeLink } from '../../db/admin-welcomes.ts';
import { createPool } from '../../db/pool.ts';
import { UON_PRODUCTION_URL } from '../../platform/config.ts';
import { codecToken } from '../../platform/codec-token.ts';
import { writeInstance, type Instance } from '../../platform/instance.ts';
import { applyDemoEnterprise } from '../demo/apply-enterprise.ts';
import { untilConnected } from '../demo/connection.ts';
import { DEMO_ENTERPRISE } from '../demo/demo-call.ts';
import { runDemo } from '../demo/run-demo.ts';
import { startDemoPbx } from '../demo/start-pbx.ts';
import { startDemoTelegram } from '../demo/start-telegram.ts';
import { temporalConnectionOptions } from '../temporal-connection.ts';
import { makeCurrent } from '../temporal-setup/versions.ts';
import { untilCancelled } from './cancel.ts';
import type { StartContext } from './context.ts';
import { checkGivenPorts, choosePort } from './given-ports.ts';
import { holdPort } from './held-port.ts';
import { madeSecret } from './made-secret.ts';
import { startPostgres } from './start-postgres.ts';
import { startFastAgi, startProcesses, startSimulator } from './start-processes.ts';
import { startTemporal } from './start-temporal.ts';

type Environment = Record<string, string | undefined>;

/** Everything in its order, until the demo call has been shown and all links are printed. */
export async function startAll(context: StartContext, env: Environment): Promise<void> {
  const { config, progress, cancel, dataDir } = context;
  await endLeftovers(context);
  await checkGivenPorts(config);
  const keys = readKeys(context);
  const databaseUrl = await startPostgres(context);
  // Before Temporal: its Web UI is told where payloads are decrypted when it is started.
  const apiPort = await holdPort(await choosePort(config));
  const temporal = await startTemporal(context, env, codecEndpoint(apiPort.port, keys.serviceToken));
  const simulator = config.uonUrl === undefined && config.demo ? await startSimulator(context) : undefined;
  const uonUrl = config.uonUrl ?? simulator ?? UON_PRODUCTION_URL;
  const telegramUrl = config.telegramUrl === undefined && config.demo ? await startDemoTelegram(context) : undefined;
  // A simulator on this machine reaches us here; the real one needs an address of the installation's own.
  const publicUrl = config.publicUrl ?? (simulator && `http://127.0.0.1:${apiPort.port}`);
  const processEnv = {
    DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl,
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_NAMESPACE: config.temporal.namespace,
    ...(temporal.uiUrl !== undefined && { TEMPORAL_UI_URL: temporal.uiUrl }),
    UON_URL: uonUrl,
    ...(telegramUrl !== undefined && { TELEGRAM_URL: telegramUrl }),
    ...(publicUrl !== undefined && { PUBLIC_URL: publicUrl }),
    SECRETS_KEY: keys.secretsKey,
    SERVICE_TOKEN: keys.serviceToken,
  };
  const demoPbx = config.demo
    ? await applyDemoEnterprise(
        { databaseUrl, secretsKey: keys.secretsKey, uonUrl, hasTelegram: telegramUrl !== undefined },
        progress,
      )
    : null;
  const { apiUrl, metricsUrls } = await startProcesses(context, processEnv, apiPort);
  const fastAgiUrl = await startFastAgi(context, apiUrl);
  await makeOursCurrent(context, temporal.address);
  const pbxUrl = demoPbx ? await startDemoPbx(context, demoPbx, apiUrl) : undefined;
  const instance: Instance = {
    pid: process.pid,
    startedAt: new Date().toISOString(),
    apiUrl,
    metricsUrls: { api: `${apiUrl}/metrics`, ...metricsUrls },
    databaseUrl,
    temporalAddress: temporal.address,
    temporalNamespace: config.temporal.namespace,
    ...(temporal.uiUrl !== undefined && { temporalUiUrl: temporal.uiUrl }),
    uonUrl,
    ...keys.files,
  };
  writeInstance(dataDir, instance);
  if (config.demo) {
    const { namespace } = config.temporal;
    const { serviceToken } = keys;
    const connection = await progress.step(`Enterprise ${DEMO_ENTERPRISE} looks how it stands with U-ON`, () =>
      untilCancelled(untilConnected(apiUrl, serviceToken, 20_000), cancel),
    );
    progress.say(`  ${connection ?? 'nobody has looked yet'}`);
    await runDemo({ apiUrl, serviceToken, uonUrl, temporalUiUrl: temporal.uiUrl, namespace, progress, cancel });
  }
  const welcome = await firstOwnersLink(databaseUrl, config.publicUrl ?? apiUrl);
  progress.say(linkLines(instance, dataDir, { pbxUrl, telegramUrl, welcome, fastAgiUrl }).join('\n'));
}

async function endLeftovers({ ledger, progress }: StartContext): Promise<void> {
  const ended = await ledger.endLeftovers();
  if (ended.length > 0) progress.say(`✓ Ended what an earlier start had left running: ${ended.join(', ')}`);
}

/** By which the first owner is made; null once there is one. Links of earlier starts end. */
async function firstOwnersLink(databaseUrl: string, url: string): Promise<string | null> {
  const pool = createPool(databaseUrl, { max: 1 });
  try {
    const token = await makeWelcome(pool);
    return token && welcomeLink(url, token);
  } finally {
    await pool.end();
  }
}

/** The workers that were just started get all work, whatever version had it before. */
async function makeOursCurrent({ config, cancel }: StartContext, address: string): Promise<void> {
  const connection = await Connection.connect(await temporalConnectionOptions({ ...config.temporal, address }));
  try {
    await untilCancelled(makeCurrent(connection, config.temporal.namespace, config.buildId ?? null), cancel);
  } finally {
    await connection.close();
  }
}

function codecEndpoint(apiPort: number, serviceToken: string): string {
  return `http://127.0.0.1:${apiPort}/codec/${codecToken(serviceToken)}`;
}

interface Keys {
  secretsKey: string;
  serviceToken: string;
  files: Pick<Instance, 'secretsKeyFile' | 'serviceTokenFile'>;
}

/** What the environment does not give is made once and kept in DATA_DIR. */
function readKeys({ config, dataDir }: StartContext): Keys {
  const secretsKeyFile = join(dataDir, 'secrets-key');
  const serviceTokenFile = join(dataDir, 'service-token');
  return {
    secretsKey: config.secretsKey ?? madeSecret(secretsKeyFile),
    serviceToken: config.serviceToken ?? madeSecret(serviceTokenFile),
    files: {
      ...(config.secretsKey === undefined && { secretsKeyFile }),
      ...(config.serviceToken === undefined && { serviceTokenFile }),
    },
  };
}

interface Links {
  readonly pbxUrl: string | undefined;
  /** Of the simulator: its page shows the chat. */
  readonly telegramUrl: string | undefined;
  readonly welcome: string | null;
  readonly fastAgiUrl: string;
}

function linkLines(instance: Instance, dataDir: string, { pbxUrl, telegramUrl, welcome, fastAgiUrl }: Links): string[] {
  const { apiUrl, metricsUrls, temporalUiUrl, temporalAddress, uonUrl, serviceTokenFile } = instance;
  return [
    '',
    'U-ON telephony runs:',
    `  administration   ${apiUrl}/`,
    ...(welcome === null ? [] : [`  its first owner  ${welcome} (once, within a day)`]),
    `  API              ${apiUrl}/docs`,
    `  service token    ${serviceTokenFile ?? 'as SERVICE_TOKEN gives it'}`,
    `  Temporal Web UI  ${temporalUiUrl ?? `of the server at ${temporalAddress}`}`,
    `  U-ON             ${uonUrl}`,
    ...(pbxUrl === undefined ? [] : [`  PBX              ${pbxUrl}`]),
    `  FastAGI          ${fastAgiUrl}`,
    ...(telegramUrl === undefined ? [] : [`  Telegram         ${telegramUrl}`]),
    `  metrics          ${Object.values(metricsUrls ?? {}).join(' ')}`,
    `  data and logs    ${dataDir}`,
    'Ctrl-C stops it.',
  ];
}
