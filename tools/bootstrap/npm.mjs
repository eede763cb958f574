import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { delimiter } from 'node:path';

/**
 * Runs npm in a folder, its messages shown; where there is no terminal for its progress bar, a line every five
 * seconds tells that it goes on.
 *
 * @param {string} root
 * @param {string[]} args
 * @returns {Promise<boolean>} whether it succeeded
 */
export async function npm(root, args) {
  const startedAt = Date.now();
  const ticker = setInterval(() => {
    if (!process.stderr.isTTY) console.log(`… npm ${args[0]}, ${Math.round((Date.now() - startedAt) / 1000)} s so far`);
  }, 5_000);
  try {
    const child = spawn('npm', args, { cwd: root, env: outsideEnv(), stdio: ['ignore', 'inherit', 'inherit'] });
    const [code] = await once(child, 'exit');
    console.log(`${code === 0 ? '✓' : '✗'} npm ${args[0]} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`);
    return code === 0;
  } catch (error) {
    throw new Error('npm could not be run; it comes with Node and must be on PATH', { cause: error });
  } finally {
    clearInterval(ticker);
  }
}

/** npm must not run on the Node in node_modules, which it is about to replace. */
function outsideEnv() {
  const path = (process.env.PATH ?? '').split(delimiter).filter((folder) => !folder.includes('node_modules'));
  return { ...process.env, PATH: path.join(delimiter) };
}
