import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * How node_modules differs from package-lock.json, in words; empty when it does not. npm writes what it installed to
 * node_modules/.package-lock.json as its last step, so an installation that was broken off differs too.
 *
 * @param {string} root
 * @returns {string[]}
 */
export function differences(root) {
  if (!existsSync(join(root, 'node_modules'))) return ['there is no node_modules'];
  const installed = packages(join(root, 'node_modules', '.package-lock.json'));
  if (!installed) return ['node_modules is not complete'];
  const wanted = packages(join(root, 'package-lock.json')) ?? {};
  return Object.entries(wanted).flatMap(([path, { version, optional }]) => {
    if (path === '' || installed[path]?.version === version) return [];
    // Of the packages for other platforms only one is installed.
    if (!installed[path] && optional) return [];
    return [`${path} is ${installed[path]?.version ?? 'missing'}, ${version} is wanted`];
  });
}

/**
 * @param {string} file
 * @returns {Record<string, { version: string, optional?: boolean }> | undefined}
 */
function packages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}
