import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Connection } from '@temporalio/client';
import { PREFIX, removeAbandoned } from '../../tests/harness/abandoned.ts';
import { startChild, whenReady, type Child } from '../../workers/local/child.ts';
import { takeLock } from '../../workers/local/folder-lock.ts';
import { findFreePort, onFreePort } from '../../workers/local/free-port.ts';
import { prepareLocalPostgres } from '../../workers/local/postgres.ts';
import { openLedger, type ProcessLedger } from '../../workers/local/processes.ts';
import type { Progress } from '../../workers/local/progress.ts';
import { getServer } from './binaries.ts';
import { makeSchema } from './schema.ts';
import { serverConfig, type ServerPlace } from './server-config.ts';

const DYNAMIC_CONFIG = fileURLToPath(new URL('../../temporal-docker/dynamicconfig.yaml', import.meta.url));

export interface RealServer {
  readonly address: string;
  stop(): Promise<void>;
}

/** A Temporal server of production's release and settings, on a PostgreSQL of its own, with data that goes when it stops. */
export async function startRealServer(progress: Progress): Promise<RealServer> {
  await removeAbandoned();
  const dataDir = await mkdtemp(join(tmpdir(), `${PREFIX}real-`));
  // Where root runs this PostgreSQL is another user, who has to get in.
  await chmod(dataDir, 0o711);
  const release = takeLock(join(dataDir, 'lock'));
  const ledger = openLedger(dataDir);
  const children: Child[] = [];
  const killAll = () => ledger.killAll();
  process.once('exit', killAll);
  const stop = async () => {
    for (const child of children.toReversed()) await child.stop(15_000);
    process.off('exit', killAll);
    release();
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    const binaries = await progress.step('Temporal server', (note) => getServer(process.env, note));
    const postgres = await progress.step('PostgreSQL of the Temporal server', async () => {
      const local = await prepareLocalPostgres({ dataDir, ledger });
      return onFreePort(async (port) => {
        children.push(await local.start(port));
        return new URL(local.url(port));
      });
    });
    await progress.step('Tables of the Temporal server', () => makeSchema(binaries.sql, postgres));
    const address = await progress.step('Temporal server on PostgreSQL', async () => {
      const { child, address } = await startServer(binaries.server, dataDir, ledger, postgres);
      children.push(child);
      return address;
    });
    return { address, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startServer(command: string, dataDir: string, ledger: ProcessLedger, postgres: URL) {
  const ports = await freePorts();
  const config = serverConfig({ postgres, ports, dynamicConfigFile: DYNAMIC_CONFIG });
  await mkdir(join(dataDir, 'config'));
  await writeFile(join(dataDir, 'config', 'real.yaml'), config, { mode: 0o600 });
  const child = await startChild(
    {
      name: 'Temporal server',
      command,
      args: ['--root', dataDir, '--config', 'config', '--env', 'real', '--allow-no-auth', 'start'],
      env: { PATH: process.env['PATH'], HOME: dataDir },
      cwd: dataDir,
      logFile: join(dataDir, 'logs', 'temporal-server.log'),
      stopSignal: 'SIGTERM',
    },
    ledger,
  );
  const address = `127.0.0.1:${ports.frontend[0]}`;
  await whenReady(child, (signal) => untilHealthy(address, signal));
  return { child, address };
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
