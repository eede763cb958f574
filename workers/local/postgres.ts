import { execFile } from 'node:child_process';
import { chown, rename, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

import pg from 'pg';

import { startChild, whenReady, type Child } from './child.ts';
import { PostgresError, postgresBinaries } from './postgres-binaries.ts';
import { postgresFolder, type PostgresFolder } from './postgres-folder.ts';
import { endStrayPostgres } from './postmaster.ts';
import type { ProcessLedger } from './processes.ts';
import { unprivilegedUser } from './run-as.ts';
import { removeOrphanedFolders } from './shared-folders.ts';

const USER = 'uon';
const DATABASE = 'uon_telephony';

export interface LocalPostgresOptions {
  dataDir: string;
  ledger: ProcessLedger;
  /** Off only for tests: a power cut may then lose everything. */
  fsync?: boolean;
  /** Where root keeps what must be reachable for another user, who cannot enter a private DATA_DIR. */
  sharedFolder?: string;
}

export interface LocalPostgres {
  /** Starts the server on this port of 127.0.0.1; settles when our database takes connections. */
  start(port: number, cancel?: AbortSignal): Promise<Child>;
  url(port: number): string;
}

/**
 * Gets an embedded PostgreSQL ready to start: binaries, folder, a cluster with a password of its own. Needs the lock
 * of `dataDir`.
 *
 * @throws PostgresError that says what to do
 */
export async function prepareLocalPostgres(options: LocalPostgresOptions): Promise<LocalPostgres> {
  const sharedFolder = options.sharedFolder ?? '/var/lib/uon-telephony';
  const root = await unprivilegedUser();
  if (root) await removeOrphanedFolders(sharedFolder);
  const place = await postgresFolder(options.dataDir, root, sharedFolder);
  const binaries = await postgresBinaries(place.user, sharedFolder);
  await createCluster(binaries, place);
  const url = (port: number): string => `postgres://${USER}:${place.password}@127.0.0.1:${port}/${DATABASE}`;
  return {
    url,
    async start(port, cancel) {
      const cluster = join(place.folder, 'cluster');
      await endStrayPostgres(cluster);
      const child = await startChild(
        {
          name: 'PostgreSQL',
          command: join(binaries, 'bin', 'postgres'),
          args: ['-D', cluster, '-p', String(port), ...settings(options.fsync ?? true)],
          env: serverEnv(),
          cwd: '/',
          user: place.user,
          logFile: join(options.dataDir, 'logs', 'postgres.log'),
          // "Fast" shutdown: open transactions are rolled back, nobody is waited for.
          stopSignal: 'SIGINT',
        },
        options.ledger,
      );
      await whenReady(child, (signal) => waitForDatabase(url(port), signal), cancel);
      return child;
    },
  };
}

function settings(fsync: boolean): string[] {
  const values = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    fsync: fsync ? 'on' : 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Compiling a query takes longer than any of ours runs.
    jit: 'off',
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** PostgreSQL needs nothing of our environment, and PG* variables of the user's would mislead it. */
function serverEnv(): Record<string, string | undefined> {
  return { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' };
}

/** initdb works under another name first: what a `kill -9` left half done is thrown away. */
async function createCluster(binaries: string, { folder, user, password }: PostgresFolder): Promise<void> {
  const cluster = join(folder, 'cluster');
  if (existsSync(cluster)) return;
  const unfinished = join(folder, 'cluster.new');
  const passwordFile = join(folder, 'password.tmp');
  await rm(unfinished, { recursive: true, force: true });
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (user) await chown(passwordFile, user.uid, user.gid);
  const login = ['--auth=scram-sha-256', `--username=${USER}`, `--pwfile=${passwordFile}`];
  // The builtin locale knows upper and lower case of Cyrillic, whatever locales the machine has.
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  try {
    await promisify(execFile)(join(binaries, 'bin', 'initdb'), ['-D', unfinished, ...login, ...locale], {
      cwd: '/',
      env: serverEnv(),
      ...(user && { uid: user.uid, gid: user.gid }),
    });
  } catch (error) {
    throw new PostgresError(`initdb in ${folder} failed: ${error instanceof Error ? error.message : 'unknown'}`);
  } finally {
    await rm(passwordFile, { force: true });
  }
  await rename(unfinished, cluster);
}

/** A server that recovers from a crash refuses connections for a while; it is waited for as long as it lives. */
async function waitForDatabase(url: string, signal: AbortSignal): Promise<void> {
  const adminUrl = new URL(url);
  adminUrl.pathname = '/postgres';
  while (!signal.aborted) {
    const client = new pg.Client({ connectionString: adminUrl.href, connectionTimeoutMillis: 2_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
      if (found.rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
      return;
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === '28P01') throw error;
      await delay(50);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}
