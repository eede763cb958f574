import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

import { identify, type ProcessIdentity } from './process-identity.ts';

/** Stands in the environment of all that is started for a DATA_DIR. */
export const MARKER = 'UON_TELEPHONY_FOLDER';

/**
 * Processes that were started for this path of DATA_DIR and are not in its notes, because DATA_DIR was deleted under
 * them. Only Linux lets us look; elsewhere none are found.
 */
export function findStrays(dataDir: string): ProcessIdentity[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid && isMarked(name, dataDir))
    .map((name) => identify(Number(name)))
    .filter((identity) => identity !== undefined);
}

/** The same path in another container is another folder: those have another mount namespace. */
function isMarked(pid: string, dataDir: string): boolean {
  try {
    return (
      readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(`${MARKER}=${dataDir}`) &&
      readlinkSync(`/proc/${pid}/ns/mnt`) === readlinkSync('/proc/self/ns/mnt')
    );
  } catch {
    // It has ended, or it is another user's.
    return false;
  }
}
