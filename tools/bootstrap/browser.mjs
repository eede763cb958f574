import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * The Chromium that tests drive: CHROMIUM_PATH, one on PATH, or what `npx playwright install chromium` brought.
 *
 * @param {Record<string, string | undefined>} env
 * @returns {string | undefined}
 */
export function findBrowser(env) {
  const { CHROMIUM_PATH: given, PATH = '' } = env;
  if (given) return canRun(given) ? given : undefined;
  const onPath = PATH.split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...onPath, ...ofPlaywright(env)].find(canRun);
}

/**
 * Finds it, else installs Debian's where that can be done. What is missing then is said by the tests that need it.
 *
 * @param {Record<string, string | undefined>} env
 */
export function ensureBrowser(env) {
  if (findBrowser(env)) return;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    console.log('No Chromium was found: give CHROMIUM_PATH, or install one; the tests of the page will fail without');
    return;
  }
  console.log('Installing Chromium with apt-get (120 MB, about a minute)');
  const startedAt = Date.now();
  const apt = (...args) =>
    spawnSync('apt-get', ['-qq', ...args], { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
  const isDone = apt('update') && apt('install', '-y', '--no-install-recommends', 'chromium', 'fonts-dejavu-core');
  console.log(`${isDone ? '✓' : '✗'} Chromium (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`);
}

/** @param {Record<string, string | undefined>} env */
function ofPlaywright(env) {
  const folder = env.PLAYWRIGHT_BROWSERS_PATH ?? join(homedir(), '.cache', 'ms-playwright');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.startsWith('chromium'))
    .flatMap((name) => ['chrome-linux', 'chrome-linux64'].map((inner) => join(folder, name, inner, 'chrome')));
}

/** @param {string} file */
function canRun(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
