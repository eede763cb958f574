import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Connection } from '@temporalio/client';
import { startChild, whenReady, type Child } from '../../workers/local/child.ts';
import { findFreePort } from '../../workers/local/free-port.ts';
import type { ProcessLedger } from '../../workers/local/processes.ts';
import { serverConfig, type ServerPlace } from './server-config.ts';

const DYNAMIC_CONFIG = fileURLToPath(new URL('../../temporal-docker/dynamicconfig.yaml', import.meta.url));

export interface PreparedServer {
  readonly address: string;
  /** Starts it, also again after it died; settles when it takes connections. @throws ChildError */
  start(cancel?: AbortSignal): Promise<Child>;
}

/** Writes the configuration of a Temporal server on a PostgreSQL that has its tables. Its ports stay the same. */
export async function prepareServer(options: {
  command: string;
  dataDir: string;
  ledger: ProcessLedger;
  postgres: URL;
}): Promise<PreparedServer> {
  const { command, dataDir, ledger, postgres } = options;
  const ports = await freePorts();
  const config = serverConfig({ postgres, ports, dynamicConfigFile: DYNAMIC_CONFIG });
  await mkdir(join(dataDir, 'config'));
  await writeFile(join(dataDir, 'config', 'real.yaml'), config, { mode: 0o600 });
  const address = `127.0.0.1:${ports.frontend[0]}`;
  const spec = {
    name: 'Temporal server',
    command,
    args: ['--root', dataDir, '--config', 'config', '--env', 'real', '--allow-no-auth', 'start'],
    env: { PATH: process.env['PATH'], HOME: dataDir },
    cwd: dataDir,
    logFile: join(dataDir, 'logs', 'temporal-server.log'),
    stopSignal: 'SIGTERM',
  } as const;
  return {
    address,
    async start(cancel) {
      const child = await startChild(spec, ledger);
      await whenReady(child, (signal) => untilHealthy(address, signal), cancel);
      return child;
    },
  };
}

async function freePorts(): Promise<ServerPlace['ports']> {
  const pair = async () => [await findFreePort(), await findFreePort()] as const;
  return { frontend: await pair(), history: await pair(), matching: await pair(), worker: await pair() };
}

async function untilHealthy(address: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const connection = await Connection.connect({ address, connectTimeout: 1_000 }).catch(() => undefined);
    if (connection) {
      await connection.close();
      return;
    }
    await delay(200);
  }
}
