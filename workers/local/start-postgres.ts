import { setTimeout as delay } from 'node:timers/promises';

import pg from 'pg';

import { migrateDatabase } from '../../db/migrate-database.ts';
import { untilCancelled } from './cancel.ts';
import type { StartContext } from './context.ts';
import { onFreePort } from './free-port.ts';
import { PostgresError } from './postgres-binaries.ts';
import { prepareLocalPostgres } from './postgres.ts';
import { supervise } from './supervisor.ts';

/** PostgreSQL, ours unless DATABASE_URL names one, with all migrations done. Returns its URL. */
export async function startPostgres(context: StartContext): Promise<string> {
  const { config, progress, cancel } = context;
  const external = config.databaseUrl;
  const url = external
    ? await progress.step('PostgreSQL of DATABASE_URL', () => untilCancelled(waitForExternal(external), cancel))
    : await progress.step('PostgreSQL', () => untilCancelled(startLocal(context), cancel));
  await progress.step('Database migrations', () => untilCancelled(migrateDatabase(url), cancel));
  return url;
}

async function startLocal({ dataDir, ledger, progress, cancel, keep }: StartContext): Promise<string> {
  const postgres = await prepareLocalPostgres({ dataDir, ledger });
  return onFreePort(async (port) => {
    const start = (signal: AbortSignal) => postgres.start(port, signal);
    keep([await supervise('PostgreSQL', start, progress.say, cancel)], 5_000);
    return postgres.url(port);
  });
}

/** A database beside us may come up a moment after us. */
async function waitForExternal(url: string): Promise<string> {
  const deadline = performance.now() + 30_000;
  for (;;) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return url;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (performance.now() > deadline) throw new PostgresError(`DATABASE_URL can't be reached: ${reason}`);
      await delay(500);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}
