import { chmodSync, existsSync, mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';

import { readInstance } from '../../platform/instance.ts';
import { LockedError, takeLock } from './folder-lock.ts';

/** DATA_DIR can't be used; the message says why and what to do. */
export class DataDirError extends Error {
  override name = 'DataDirError';
}

export interface DataDir {
  /** Without symbolic links: child processes see the same. */
  path: string;
  release(): void;
}

/**
 * Makes DATA_DIR where there is none and takes its lock.
 *
 * @throws DataDirError when another start holds it or it can't be written to
 */
export function openDataDir(path: string): DataDir {
  try {
    if (!existsSync(path)) {
      mkdirSync(path, { recursive: true });
      // Others may pass through to what they know by name: as root PostgreSQL is another user.
      chmodSync(path, 0o711);
    }
    const real = realpathSync(path);
    return { path: real, release: takeLock(join(real, 'lock')) };
  } catch (error) {
    if (error instanceof LockedError) throw new DataDirError(held(path, error.pid));
    if (error instanceof Error && 'code' in error && (error.code === 'EACCES' || error.code === 'EPERM')) {
      throw new DataDirError(`${path} belongs to another user; start as that user or name another folder in DATA_DIR`);
    }
    throw error;
  }
}

function held(path: string, pid: number): string {
  const instance = readInstance(path);
  const details = instance?.pid === pid ? `, since ${instance.startedAt}, its API at ${instance.apiUrl}` : '';
  return `${path} is in use by process ${pid}${details}. Stop that, or name another folder in DATA_DIR.`;
}
