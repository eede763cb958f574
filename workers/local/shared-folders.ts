import { existsSync, readdirSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { z } from 'zod';

import { folderIdentity } from './folder-identity.ts';
import { readJsonFile, writeJsonFile } from '../../platform/json-file.ts';
import { endStrayPostgres } from './postmaster.ts';

const claimSchema = z.object({ id: z.string(), dataDir: z.string(), device: z.number() });
const idSchema = z.object({ id: z.string() });

/** Notes in a database folder outside DATA_DIR whose it is. */
export function claimFolder(folder: string, { id, dataDir }: { id: string; dataDir: string }): void {
  writeJsonFile(join(folder, 'owner.json'), { id, dataDir, device: statSync(dataDir).dev });
}

/** Whether a database folder belongs to another DATA_DIR that is still there (ours may be a copy of it). */
export function isClaimedByOther(folder: string, dataDir: string): boolean {
  const claim = readJsonFile(join(folder, 'owner.json'), claimSchema);
  return claim !== undefined && holds(claim) && folderIdentity(claim.dataDir) !== folderIdentity(dataDir);
}

/** Removes the database folders whose DATA_DIR was deleted, ending what still runs there. Returns how many. */
export async function removeOrphanedFolders(sharedFolder: string): Promise<number> {
  const databases = join(sharedFolder, 'databases');
  if (!existsSync(databases)) return 0;
  let removed = 0;
  for (const name of readdirSync(databases)) {
    const folder = join(databases, name);
    const claim = readJsonFile(join(folder, 'owner.json'), claimSchema);
    if (!claim || holds(claim) || isElsewhere(claim)) continue;
    await endStrayPostgres(join(folder, 'cluster'));
    await rm(folder, { recursive: true, force: true });
    removed++;
  }
  return removed;
}

function holds(claim: z.infer<typeof claimSchema>): boolean {
  return readJsonFile(join(claim.dataDir, 'postgres.json'), idSchema)?.id === claim.id;
}

/** A disk that is not mounted now looks like a deleted folder, but its place is on another device. */
function isElsewhere({ dataDir, device }: z.infer<typeof claimSchema>): boolean {
  let ancestor = dataDir;
  while (!existsSync(ancestor)) ancestor = dirname(ancestor);
  return statSync(ancestor).dev !== device;
}
