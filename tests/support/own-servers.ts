import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '../../db/migrate.ts';
import { createPool } from '../../db/pool.ts';
import { cacheFolder } from '../../workers/local/cache-folder.ts';
import type { Child } from '../../workers/local/child.ts';
import { takeLock } from '../../workers/local/folder-lock.ts';
import { findFreePort } from '../../workers/local/free-port.ts';
import { prepareLocalPostgres } from '../../workers/local/postgres.ts';
import { openLedger } from '../../workers/local/processes.ts';
import { findTemporal } from '../../workers/local/temporal-binary.ts';
import { startTemporalServer } from '../../workers/local/temporal-server.ts';
import { PREFIX } from '../harness/abandoned.ts';

/** A server that a suite may kill and bring back, with its data and on its port. */
export interface OwnServer {
  /** `kill -9`. */
  kill(): Promise<void>;
  start(): Promise<void>;
}

export interface OwnServers {
  readonly databaseUrl: string;
  readonly temporal: { readonly address: string; readonly namespace: string };
  readonly postgres: OwnServer;
  readonly temporalServer: OwnServer;
  stop(): Promise<void>;
}

const NAMESPACE = 'own';

/** PostgreSQL and Temporal for one suite alone. */
export async function startOwnServers(): Promise<OwnServers> {
  const dataDir = await mkdtemp(join(tmpdir(), `${PREFIX}own-`));
  await chmod(dataDir, 0o711);
  const release = takeLock(join(dataDir, 'lock'));
  const ledger = openLedger(dataDir);
  const onExit = (): void => ledger.killAll();
  process.once('exit', onExit);
  const ports = { postgres: await findFreePort(), temporal: await findFreePort() };
  const cluster = await prepareLocalPostgres({ dataDir, ledger, fsync: false });
  const cache = cacheFolder(process.env, join(tmpdir(), 'uon-telephony-cache'));
  const cliPath = process.env['TEMPORAL_CLI_PATH'];
  const binary = await findTemporal({ cliPath, env: process.env, cache, note: () => undefined });
  const server = { binary, dataDir, ledger, namespaces: [NAMESPACE], port: ports.temporal, uiPort: undefined };

  const postgres = ownServer(() => cluster.start(ports.postgres));
  const temporalServer = ownServer(() => startTemporalServer(server));
  const stop = async (): Promise<void> => {
    await Promise.all([postgres.kill(), temporalServer.kill()]);
    await ledger.endAll();
    process.off('exit', onExit);
    release();
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    await Promise.all([postgres.start(), temporalServer.start()]);
    const databaseUrl = cluster.url(ports.postgres);
    await migrateOnce(databaseUrl);
    const temporal = { address: `127.0.0.1:${ports.temporal}`, namespace: NAMESPACE };
    return { databaseUrl, temporal, postgres, temporalServer, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function ownServer(startChild: () => Promise<Child>): OwnServer {
  let child: Child | undefined;
  return {
    async kill() {
      child?.process.kill('SIGKILL');
      await child?.exited;
      child = undefined;
    },
    async start() {
      child = await startChild();
    },
  };
}

async function migrateOnce(databaseUrl: string): Promise<void> {
  const pool = createPool(databaseUrl, { max: 1 });
  try {
    await migrate(pool);
  } finally {
    await pool.end();
  }
}
