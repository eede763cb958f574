import { accessSync, constants, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * A folder for what takes long to get and is the same for every copy: `$XDG_CACHE_HOME/uon-telephony` or
 * `~/.cache/uon-telephony`; `fallback` where neither can be written to.
 */
export function cacheFolder(env: Record<string, string | undefined>, fallback: string): string {
  const base = env['XDG_CACHE_HOME'] ?? join(env['HOME'] ?? homedir(), '.cache');
  for (const folder of [join(base, 'uon-telephony'), fallback]) if (canWrite(folder)) return folder;
  throw new Error(`Neither ${base} nor ${fallback} can be written to; set XDG_CACHE_HOME to a folder that can`);
}

function canWrite(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
