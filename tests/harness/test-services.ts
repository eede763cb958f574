import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { cacheFolder } from '../../workers/local/cache-folder.ts';
import type { Child } from '../../workers/local/child.ts';
import { onFreePort } from '../../workers/local/free-port.ts';
import { prepareLocalPostgres } from '../../workers/local/postgres.ts';
import type { ProcessLedger } from '../../workers/local/processes.ts';
import type { Note, Progress } from '../../workers/local/progress.ts';
import { findTemporal } from '../../workers/local/temporal-binary.ts';
import { startTemporalServer, type TemporalServerOptions } from '../../workers/local/temporal-server.ts';
import { removeAbandoned } from './abandoned.ts';
import { openServerFolder } from './server-folder.ts';

export interface TestServices {
  databaseUrl: string;
  temporalAddress: string;
  namespaces: string[];
  /** Where both keep their data and logs: `temporal/temporal.db`, `logs/*.log`. */
  folder: string;
  stop(): Promise<void>;
}

/** A suite takes a namespace of its own; having them all made at the start costs a few milliseconds each. */
const NAMESPACES = 120;

/**
 * One PostgreSQL and one Temporal development server with data in a temporary folder. `dynamicConfig` adds to the server's
 * settings. With TEST_TEMPORAL_ADDRESS that server is used instead, with namespaces that nobody else has.
 */
export async function startTestServices(
  progress: Progress,
  dynamicConfig: Readonly<Record<string, number | string>> = {},
): Promise<TestServices> {
  await removeAbandoned();
  const folder = await openServerFolder();
  const { path: dataDir, ledger } = folder;
  const given = process.env['TEST_TEMPORAL_ADDRESS'];
  const namespaces = namespaceNames(given ? `test-${randomUUID().slice(0, 8)}` : 'test');
  const children: Child[] = [];
  const onSignal = endOnSignal();
  const stop = async (): Promise<void> => {
    onSignal.forget();
    await Promise.all(children.map((child) => child.stop(10_000)));
    await folder.remove();
  };
  try {
    const databaseUrl = await progress.step('PostgreSQL for the tests', () => startPostgres(dataDir, ledger, children));
    const temporalAddress =
      given ??
      (await progress.step('Temporal for the tests', (note) =>
        startTemporal({ dataDir, ledger, dynamicConfig, namespaces }, children, note),
      ));
    return { databaseUrl, temporalAddress, namespaces, folder: dataDir, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function namespaceNames(prefix: string): string[] {
  return Array.from({ length: NAMESPACES }, (_, index) => `${prefix}-${index}`);
}

/** Vitest runs no teardown when it is told to end at once: then nothing of ours is left either. */
function endOnSignal(): { forget(): void } {
  const onSignal = (): never => process.exit(143);
  process.once('SIGTERM', onSignal).once('SIGHUP', onSignal);
  return { forget: () => void process.off('SIGTERM', onSignal).off('SIGHUP', onSignal) };
}

async function startPostgres(dataDir: string, ledger: ProcessLedger, children: Child[]): Promise<string> {
  const postgres = await prepareLocalPostgres({ dataDir, ledger, fsync: false });
  return onFreePort(async (port) => {
    children.push(await postgres.start(port));
    return postgres.url(port);
  });
}

async function startTemporal(
  options: Pick<TemporalServerOptions, 'dataDir' | 'ledger' | 'dynamicConfig' | 'namespaces'>,
  children: Child[],
  note: Note,
): Promise<string> {
  const binary = await findTemporal({
    cliPath: process.env['TEMPORAL_CLI_PATH'],
    env: process.env,
    cache: cacheFolder(process.env, join(tmpdir(), 'uon-telephony-cache')),
    note,
  });
  return onFreePort(async (port) => {
    children.push(await startTemporalServer({ ...options, binary, port, uiPort: undefined }));
    return `127.0.0.1:${port}`;
  });
}
