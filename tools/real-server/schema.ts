import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import pg from 'pg';
import { DATABASES } from './server-config.ts';

const SCHEMAS = {
  [DATABASES.main]: 'postgresql/v12/temporal',
  [DATABASES.visibility]: 'postgresql/v12/visibility',
};

/** Makes the databases of a Temporal server with the tables of its release. */
export async function makeSchema(sqlTool: string, postgres: URL): Promise<void> {
  for (const [database, schema] of Object.entries(SCHEMAS)) {
    await createDatabase(postgres, database);
    const run = (...args: string[]) => runTool(sqlTool, postgres, ['--db', database, ...args]);
    await run('setup-schema', '-v', '0.0');
    await run('update-schema', '--schema-name', schema);
  }
}

async function createDatabase(postgres: URL, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: postgres.href });
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${name}`);
  } finally {
    await client.end();
  }
}

async function runTool(sqlTool: string, postgres: URL, args: readonly string[]): Promise<void> {
  const env = {
    SQL_PLUGIN: 'postgres12',
    SQL_HOST: postgres.hostname,
    SQL_PORT: postgres.port,
    SQL_USER: decodeURIComponent(postgres.username),
    SQL_PASSWORD: decodeURIComponent(postgres.password),
  };
  await promisify(execFile)(sqlTool, args, { env });
}
