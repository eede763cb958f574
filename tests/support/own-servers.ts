import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrateDatabase } from '../../db/migrate-database.ts';
import { cacheFolder } from '../../workers/local/cache-folder.ts';
import type { Child } from '../../workers/local/child.ts';
import { findFreePort } from '../../workers/local/free-port.ts';
import { prepareLocalPostgres } from '../../workers/local/postgres.ts';
import { findTemporal } from '../../workers/local/temporal-binary.ts';
import { startTemporalServer } from '../../workers/local/temporal-server.ts';
import { openServerFolder } from '../harness/server-folder.ts';

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
  const folder = await openServerFolder('own-');
  const { path: dataDir, ledger } = folder;
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
    await folder.remove();
  };
  try {
    await Promise.all([postgres.start(), temporalServer.start()]);
    const databaseUrl = cluster.url(ports.postgres);
    await migrateDatabase(databaseUrl);
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
