import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface Migration {
  number: number;
  /** The file's name, as `0002_limiter.sql`. */
  name: string;
  sql: string;
  /** SHA-256 of the text with Unix line ends, so that a checkout on Windows gives the same. */
  checksum: string;
}

/** A folder or a history that can't be migrated from: what is wrong and with which file. */
export class MigrationError extends Error {
  override name = 'MigrationError';
}

/** The `NNNN_name.sql` files of a folder in order of their numbers; any other `.sql` name is an error. */
export async function readMigrations(directory: string): Promise<Migration[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.sql')).sort();
  const migrations = await Promise.all(names.map((name) => readMigration(directory, name)));
  for (const [index, { number, name }] of migrations.entries()) {
    const next = migrations[index + 1];
    if (next?.number === number) throw new MigrationError(`${name} and ${next.name} have the same number`);
  }
  return migrations;
}

async function readMigration(directory: string, name: string): Promise<Migration> {
  const digits = /^(\d{4})_[a-z0-9_]+\.sql$/.exec(name)?.[1];
  if (digits === undefined) throw new MigrationError(`${name} is not named like 0001_what_it_does.sql`);
  const sql = (await readFile(join(directory, name), 'utf8')).replaceAll('\r\n', '\n');
  return { number: Number(digits), name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
}
