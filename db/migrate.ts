import { fileURLToPath } from 'node:url';

import type pg from 'pg';

import { MigrationError, readMigrations, type Migration } from './migration-files.ts';
import { inTransaction } from './transaction.ts';

/** A pino logger fits. */
export interface MigrationLog {
  info(fields: { migration: string }, message: string): void;
}

const OWN_MIGRATIONS = fileURLToPath(new URL('../migrations/', import.meta.url));

/** Any number will do as long as no other use of advisory locks in this database has it. */
const ADVISORY_LOCK = 7_364_012_551;

/**
 * Brings the database to the newest migration, each in a transaction of its own. Any number of starters may call it
 * at once; each migration runs once. Numbers the database has and the folder lacks are left alone: an older process
 * may start beside a newer one.
 *
 * @returns the names of those that ran now
 * @throws MigrationError when one fails, one that has run was edited, or one comes before another that has run
 */
export async function migrate(
  pool: pg.Pool,
  log?: MigrationLog,
  directory: string = OWN_MIGRATIONS,
): Promise<string[]> {
  const migrations = await readMigrations(directory);
  await inTransaction(pool, createBookkeeping);
  const ran: string[] = [];
  for (const migration of migrations) {
    if (!(await inTransaction(pool, (client) => runOnce(client, migration)))) continue;
    ran.push(migration.name);
    log?.info({ migration: migration.name }, 'migration done');
  }
  return ran;
}

async function createBookkeeping(client: pg.PoolClient): Promise<void> {
  await lock(client);
  await client.query(`
    CREATE TABLE IF NOT EXISTS migrations (
      number integer PRIMARY KEY,
      name text NOT NULL,
      checksum text NOT NULL,
      ran_at timestamptz NOT NULL DEFAULT now()
    )`);
}

async function runOnce(client: pg.PoolClient, migration: Migration): Promise<boolean> {
  await lock(client);
  // The number first: whatever the SQL does, a second starter that got here would stop at this row.
  const inserted = await client.query(
    'INSERT INTO migrations (number, name, checksum) VALUES ($1, $2, $3) ON CONFLICT (number) DO NOTHING',
    [migration.number, migration.name, migration.checksum],
  );
  if (inserted.rowCount === 0) {
    await checkUnedited(client, migration);
    return false;
  }
  await checkOrder(client, migration);
  await client.query(migration.sql).catch((error: unknown) => {
    throw new MigrationError(`${migration.name} failed: ${error instanceof Error ? error.message : ''}`, {
      cause: error,
    });
  });
  return true;
}

function lock(client: pg.PoolClient): Promise<unknown> {
  return client.query('SELECT pg_advisory_xact_lock($1)', [ADVISORY_LOCK]);
}

async function checkUnedited(client: pg.PoolClient, { number, name, checksum }: Migration): Promise<void> {
  const { rows } = await client.query<{ name: string; checksum: string }>(
    'SELECT name, checksum FROM migrations WHERE number = $1',
    [number],
  );
  if (rows[0]?.checksum === checksum) return;
  throw new MigrationError(`${name} differs from the ${rows[0]?.name} that has run here; write a new migration`);
}

async function checkOrder(client: pg.PoolClient, { number, name }: Migration): Promise<void> {
  const { rows } = await client.query<{ name: string }>('SELECT name FROM migrations WHERE number > $1 LIMIT 1', [
    number,
  ]);
  if (rows[0])
    throw new MigrationError(`${name} comes before ${rows[0].name}, which has run here; give it a new number`);
}
