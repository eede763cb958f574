import { statSync } from 'node:fs';

/**
 * Tells a folder from a copy of it: a copied DATA_DIR brings the notes about the first one's processes along, and
 * those must not be taken for its own. Moving a folder keeps its identity.
 */
export function folderIdentity(path: string): string {
  const { dev, ino } = statSync(path);
  return `${dev}:${ino}`;
}
