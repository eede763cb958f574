import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** What the page is made of, beside its packages. */
const SOURCES = ['admin/index.html', 'admin/vite.config.ts', 'admin/tsconfig.json', 'admin/src'];

/**
 * Builds the administration page into admin/dist, unless what lies there was made of the same sources and packages.
 *
 * @param {string} root
 */
export function buildPage(root) {
  const made = join(root, 'admin', 'dist', '.made-of');
  const wanted = fingerprint(root);
  if (textOf(made) === wanted) return;
  console.log('Building the administration page');
  const startedAt = Date.now();
  const node = join(root, 'node_modules', '.bin', 'node');
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const { status, stdout, stderr } = spawnSync(node, [vite, 'build', 'admin'], { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`The administration page could not be built:\n${stdout ?? ''}${stderr ?? ''}`);
  mkdirSync(join(root, 'admin', 'dist'), { recursive: true });
  writeFileSync(made, wanted);
  console.log(`✓ The administration page (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`);
}

/** @param {string} root */
function fingerprint(root) {
  const hash = createHash('sha256').update(textOf(join(root, 'package-lock.json')) ?? '');
  for (const file of filesOf(root)) hash.update(`\0${file}\0`).update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

/** @param {string} root */
function filesOf(root) {
  return SOURCES.flatMap((source) => (source.includes('.') ? [source] : filesIn(root, source))).sort();
}

/**
 * Node 20 before 20.12 says `path` for `parentPath`.
 *
 * @param {string} root
 * @param {string} folder
 */
function filesIn(root, folder) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, path, name }) => relative(root, join(parentPath ?? path, name)));
}

/** @param {string} file */
function textOf(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
