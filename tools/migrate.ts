import { MigrationError } from '../db/migration-files.ts';
import { migrate } from '../db/migrate.ts';
import { createPool } from '../db/pool.ts';
import { ConfigError } from '../platform/config.ts';
import { databaseUrlField } from '../platform/environment-fields.ts';
import { readEnvironment } from '../workers/environment.ts';

/** `npm run migrate`: brings the database of DATABASE_URL up to date. Needs nothing else of the environment. */
try {
  const names = await migrateDatabase(readDatabaseUrl(readEnvironment()));
  console.log(
    names.length === 0
      ? 'Nothing to do: the database is up to date'
      : `The database is up to date; migrations done now: ${names.length}`,
  );
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}

async function migrateDatabase(url: string): Promise<string[]> {
  const pool = createPool(url, { max: 1, applicationName: 'migrate' });
  try {
    return await migrate(pool, { info: ({ migration }) => console.log(`✓ ${migration}`) });
  } finally {
    await pool.end();
  }
}

function readDatabaseUrl(env: Record<string, string | undefined>): string {
  const given = env['DATABASE_URL']?.trim() ?? '';
  const expected = 'must be given; the embedded PostgreSQL is migrated by `npm start` itself';
  if (given === '') throw new ConfigError([{ variable: 'DATABASE_URL', expected }]);
  const read = databaseUrlField.safeParse(given);
  if (read.success) return read.data;
  throw new ConfigError(read.error.issues.map(({ message }) => ({ variable: 'DATABASE_URL', expected: message })));
}

/** Of several addresses that did not answer (AggregateError) only the code says why. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return 'Failed';
  if (error instanceof MigrationError || error instanceof ConfigError) return error.message;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return `The database could not be migrated: ${error.message || code}`;
}
