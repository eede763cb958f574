import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from '../../../workers/local/cache-folder.ts';
import type { Child } from '../../../workers/local/child.ts';
import { onFreePort } from '../../../workers/local/free-port.ts';
import { prepareLocalPostgres } from '../../../workers/local/postgres.ts';
import type { ProcessLedger } from '../../../workers/local/processes.ts';
import type { Note } from '../../../workers/local/progress.ts';
import { findTemporal } from '../../../workers/local/temporal-binary.ts';
import { startTemporalServer } from '../../../workers/local/temporal-server.ts';
import { prepareTemporal } from '../../../workers/temporal-setup/prepare-temporal.ts';
import { getServer } from '../../real-server/binaries.ts';
import { makeSchema } from '../../real-server/schema.ts';
import { prepareServer } from '../../real-server/server.ts';

/** Where a Temporal server is started so that it comes back when it dies. */
export interface TemporalHost {
  readonly namespace: string;
  readonly folder: string;
  readonly ledger: ProcessLedger;
  readonly env: Record<string, string | undefined>;
  readonly cancel: AbortSignal;
  readonly note: Note;
  keep(name: string, start: (cancel: AbortSignal) => Promise<Child>): Promise<void>;
}

/** Temporal's development server with its database in a file. Returns its address. */
export async function keepDevelopmentServer(host: TemporalHost): Promise<string> {
  const { folder, ledger, env, cancel, note, namespace } = host;
  const cache = cacheFolder(env, join(folder, 'cache'));
  const binary = await findTemporal({ cliPath: env['TEMPORAL_CLI_PATH'], env, cache, note, cancel });
  return onFreePort(async (port) => {
    const server = { binary, dataDir: folder, ledger, namespaces: [namespace], port, uiPort: undefined };
    await host.keep('temporal', (signal) => startTemporalServer(server, signal));
    return `127.0.0.1:${port}`;
  });
}

/** The server of production on a PostgreSQL of its own, which dies with the product's. Returns its address. */
export async function keepRealServer(host: TemporalHost): Promise<string> {
  const { folder, ledger, env, note, namespace } = host;
  const binaries = await getServer(env, note);
  const dataDir = join(folder, 'of-temporal');
  await mkdir(dataDir);
  // As root PostgreSQL is another user, who has to get in.
  await chmod(dataDir, 0o711);
  const local = await prepareLocalPostgres({ dataDir, ledger });
  const postgres = await onFreePort(async (port) => {
    await host.keep('postgres of temporal', (cancel) => local.start(port, cancel));
    return new URL(local.url(port));
  });
  await makeSchema(binaries.sql, postgres);
  const server = await prepareServer({ command: binaries.server, dataDir: folder, ledger, postgres });
  await host.keep('temporal', (cancel) => server.start(cancel));
  await prepareTemporal({ address: server.address }, { namespace });
  return server.address;
}
