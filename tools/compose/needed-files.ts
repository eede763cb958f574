import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { importsOf } from '../rooms/imports.ts';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export interface Needed {
  /** Paths from the root: modules, and what they name by `new URL('…', import.meta.url)`, which may be folders. */
  readonly files: readonly string[];
  /** Names of packages, as in package.json. */
  readonly packages: readonly string[];
}

/** What modules need at run time: all that they import, and whatever lies beside them under a path that they name. */
export function neededBy(entries: readonly string[]): Needed {
  const files = new Set<string>();
  const packages = new Set<string>();
  const visit = (file: string): void => {
    if (files.has(file)) return;
    files.add(file);
    if (!file.endsWith('.ts')) return;
    const source = readFileSync(join(ROOT, file), 'utf8');
    for (const { specifier, typeOnly } of importsOf(source)) {
      if (typeOnly) continue;
      if (specifier.startsWith('.')) visit(posix.join(posix.dirname(file), specifier));
      else if (!specifier.startsWith('node:')) packages.add(packageOf(specifier));
    }
    for (const [, path = ''] of source.matchAll(/new URL\('([^']+)', import\.meta\.url\)/g)) {
      if (!path.endsWith('.env')) visit(posix.join(posix.dirname(file), path));
    }
  };
  entries.forEach(visit);
  return { files: [...files], packages: [...packages] };
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
