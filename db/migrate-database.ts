import { migrate } from './migrate.ts';
import { createPool } from './pool.ts';

/** Runs the migrations on a database that nobody of this process has a pool for yet. @throws as `migrate` */
export async function migrateDatabase(databaseUrl: string): Promise<void> {
  const pool = createPool(databaseUrl, { max: 1, applicationName: 'migrations' });
  try {
    await migrate(pool);
  } finally {
    await pool.end();
  }
}
