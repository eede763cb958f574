import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { Connection } from '@temporalio/client';

import { startChild, whenReady, type Child } from './child.ts';
import { dynamicConfigArguments } from './dynamic-config.ts';
import type { ProcessLedger } from './processes.ts';
import { SEARCH_ATTRIBUTES } from '../temporal-setup/search-attributes.ts';

const DYNAMIC_CONFIG = fileURLToPath(new URL('../../temporal-docker/dynamicconfig.yaml', import.meta.url));

export interface TemporalServerOptions {
  binary: string;
  dataDir: string;
  ledger: ProcessLedger;
  namespaces: readonly string[];
  port: number;
  /** Undefined: no Web UI. */
  uiPort: number | undefined;
  /** Where the Web UI has payloads decrypted: the URL without `/decode`. */
  codecEndpoint?: string | undefined;
  /** More settings than those of production. */
  dynamicConfig?: Readonly<Record<string, number | string>>;
}

/**
 * Starts Temporal's development server on 127.0.0.1 with its data in DATA_DIR; settles when its namespaces can be
 * used.
 *
 * @throws ChildError
 */
export async function startTemporalServer(options: TemporalServerOptions, cancel?: AbortSignal): Promise<Child> {
  const folder = join(options.dataDir, 'temporal');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const child = await startChild(
    {
      name: 'Temporal',
      command: options.binary,
      args: await serverArguments(options, join(folder, 'temporal.db')),
      // Nothing else of ours: TEMPORAL_* variables are meant for clients and would mislead it.
      env: { PATH: process.env['PATH'], HOME: folder },
      cwd: folder,
      logFile: join(options.dataDir, 'logs', 'temporal.log'),
      stopSignal: 'SIGTERM',
    },
    options.ledger,
  );
  const address = `127.0.0.1:${options.port}`;
  await whenReady(child, (signal) => waitForNamespaces(address, options.namespaces, signal), cancel);
  return child;
}

async function serverArguments(options: TemporalServerOptions, file: string): Promise<string[]> {
  const { namespaces, port, uiPort, codecEndpoint, dynamicConfig = {} } = options;
  return [
    ...['server', 'start-dev', '--disable-config-file', '--disable-config-env', '--ip', '127.0.0.1'],
    ...['--port', String(port), ...(uiPort === undefined ? ['--headless'] : ['--ui-port', String(uiPort)])],
    ...(codecEndpoint === undefined ? [] : ['--ui-codec-endpoint', codecEndpoint]),
    // A write-ahead log flushed at checkpoints only: a power cut may lose the last moments, a crash loses nothing.
    ...['--db-filename', file, '--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=NORMAL'],
    ...namespaces.flatMap((namespace) => ['--namespace', namespace]),
    ...Object.entries(SEARCH_ATTRIBUTES).flatMap(([name, type]) => ['--search-attribute', `${name}=${type}`]),
    ...(await dynamicConfigArguments(DYNAMIC_CONFIG)),
    ...Object.entries(dynamicConfig).flatMap(([key, value]) => [
      '--dynamic-config-value',
      `${key}=${JSON.stringify(value)}`,
    ]),
    ...['--log-level', 'warn'],
  ];
}

async function waitForNamespaces(address: string, namespaces: readonly string[], signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      const connection = await Connection.connect({ address, connectTimeout: 1_000 });
      try {
        for (const namespace of namespaces) await connection.workflowService.describeNamespace({ namespace });
        return;
      } finally {
        await connection.close();
      }
    } catch {
      await delay(100);
    }
  }
}
