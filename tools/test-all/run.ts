import { spawn } from 'node:child_process';
import { join } from 'node:path';

export interface Ended {
  ok: boolean;
  seconds: number;
}

/** Runs a program of node_modules/.bin, or a script of ours with Node, its output shown. */
export async function run(command: string, args: readonly string[], root: string): Promise<Ended> {
  const startedAt = performance.now();
  const executable = command === 'node' ? process.execPath : join(root, 'node_modules', '.bin', command);
  const child = spawn(executable, args, { cwd: root, stdio: 'inherit' });
  const stop = (signal: NodeJS.Signals): void => void child.kill(signal);
  process.on('SIGINT', stop).on('SIGTERM', stop);
  try {
    const code = await new Promise<number | null>((resolve) => {
      child.once('exit', resolve);
      child.once('error', (error) => {
        console.error(`${command} could not be run: ${error.message}`);
        resolve(1);
      });
    });
    return { ok: code === 0, seconds: (performance.now() - startedAt) / 1_000 };
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
}
