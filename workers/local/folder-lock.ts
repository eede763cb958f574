import { linkSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { folderIdentity } from './folder-identity.ts';
import { readJsonFile } from '../../platform/json-file.ts';
import { identify, isRunning, processIdentitySchema } from './process-identity.ts';

const lockSchema = processIdentitySchema.extend({ folder: processIdentitySchema.shape.startedAt });

/** Another process that runs now holds the lock. */
export class LockedError extends Error {
  override name = 'LockedError';
  readonly pid: number;
  constructor(path: string, pid: number) {
    super(`${path} is held by process ${pid}`);
    this.pid = pid;
  }
}

/**
 * Takes a lock file for this process. The lock of a process that is gone, and one that came along with a copy of the
 * folder, counts for nothing.
 *
 * @returns gives the lock back
 * @throws LockedError
 */
export function takeLock(path: string): () => void {
  const folder = folderIdentity(dirname(path));
  const own = `${path}.${process.pid}`;
  writeFileSync(own, JSON.stringify({ ...identify(process.pid), folder }), { mode: 0o600 });
  try {
    for (let attempt = 0; attempt < 20; attempt++) {
      if (tryLink(own, path)) return () => rmSync(path, { force: true });
      const holder = readJsonFile(path, lockSchema);
      if (holder && holder.folder === folder && isRunning(holder)) throw new LockedError(path, holder.pid);
      removeStale(path, holder?.pid);
    }
    throw new Error(`${path} could not be taken; remove it by hand`);
  } finally {
    rmSync(own, { force: true });
  }
}

/** Takes a lock as soon as it is free; `onWait` is told once who holds it. */
export async function waitForLock(path: string, onWait: (pid: number) => void): Promise<() => void> {
  for (let told = false; ; told = true) {
    try {
      return takeLock(path);
    } catch (error) {
      if (!(error instanceof LockedError)) throw error;
      if (!told) onWait(error.pid);
      await delay(500);
    }
  }
}

function tryLink(own: string, path: string): boolean {
  try {
    linkSync(own, path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Of two that find the same stale lock one may have taken it anew meanwhile: what was moved away is looked at. */
function removeStale(path: string, stalePid: number | undefined): void {
  const aside = `${path}.stale.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  const moved = readJsonFile(aside, lockSchema);
  if (moved && moved.pid !== stalePid && isRunning(moved)) tryLink(aside, path);
  rmSync(aside, { force: true });
}
