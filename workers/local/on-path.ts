import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where a program stands on PATH, best first; empty where it does not. */
export function onPath(env: Record<string, string | undefined>, program: string): string[] {
  return (env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, program))
    .filter((path) => existsSync(path));
}
