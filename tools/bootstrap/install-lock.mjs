import { createHash } from 'node:crypto';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const LONGEST_INSTALL_MS = 15 * 60_000;

/**
 * Lets one process at a time install in a checkout: `npm start` and `npm test` may begin together on a fresh clone.
 *
 * @param {string} root
 * @returns {Promise<() => void>} gives the lock back
 */
export async function holdInstallLock(root) {
  const user = process.getuid?.() ?? 'user';
  const file = join(
    tmpdir(),
    `uon-telephony-install-${user}-${createHash('sha256').update(root).digest('hex').slice(0, 16)}`,
  );
  for (let told = false; !take(file); told = true) {
    if (!told) console.log(`Another process is installing here (its lock is ${file}), waiting`);
    await delay(500);
  }
  return () => rmSync(file, { force: true });
}

/** @param {string} file */
function take(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  if (!isHeld(file)) rmSync(file, { force: true });
  return false;
}

/**
 * The pid may belong to someone else by now, so an old lock counts for nothing; a new one may not have its pid yet.
 *
 * @param {string} file
 */
function isHeld(file) {
  try {
    const ageMs = Date.now() - statSync(file).mtimeMs;
    const pid = Number(readFileSync(file, 'utf8'));
    if (ageMs > LONGEST_INSTALL_MS) return false;
    return pid > 0 ? process.kill(pid, 0) : ageMs < 5_000;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
