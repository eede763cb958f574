import { readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { LockedError, takeLock } from '../../workers/local/folder-lock.ts';
import { openLedger } from '../../workers/local/processes.ts';

export const PREFIX = 'uon-telephony-test-';

/** Ends and removes what test runs left behind that were killed before they could. */
export async function removeAbandoned(): Promise<void> {
  for (const name of (await readdir(tmpdir())).filter((entry) => entry.startsWith(PREFIX))) {
    const folder = join(tmpdir(), name);
    // A run that has just made its folder may not have its lock yet.
    if (Date.now() - (await stat(folder)).mtimeMs < 60_000) continue;
    if (!takeOver(folder)) continue;
    await openLedger(folder).endLeftovers();
    await rm(folder, { recursive: true, force: true });
  }
}

function takeOver(folder: string): boolean {
  try {
    takeLock(join(folder, 'lock'));
    return true;
  } catch (error) {
    if (error instanceof LockedError || (error instanceof Error && 'code' in error)) return false;
    throw error;
  }
}
