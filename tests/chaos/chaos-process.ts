import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export interface ChaosProcess {
  /** Everything that it wrote. */
  output(): string;
  /** What it left in the temporary folder. */
  leftovers(): Promise<string[]>;
  signal(name: NodeJS.Signals): void;
  /** The exit code. */
  ended(): Promise<number | null>;
  /** Ends it if it still runs and removes its folders. */
  remove(): Promise<void>;
}

/** Starts `npm run chaos` (without npm) with folders of its own. */
export async function startChaos(args: readonly string[]): Promise<ChaosProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'uon-telephony-unit-chaos-'));
  // As root PostgreSQL is another user, who has to get in.
  await chmod(folder, 0o711);
  const temporary = await mkdtemp(join(folder, 'tmp-'));
  await chmod(temporary, 0o711);
  const child = spawn(process.execPath, ['tools/chaos/main.ts', ...args], {
    cwd: ROOT,
    env: { ...process.env, TMPDIR: temporary, DATA_DIR: join(folder, 'data') },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const isOver = () => child.exitCode !== null || child.signalCode !== null;
  const ended = async () => {
    if (!isOver()) await once(child, 'exit');
    return child.exitCode;
  };
  return {
    output: () => output,
    leftovers: () => readdir(temporary),
    signal: (name) => void child.kill(name),
    ended,
    async remove() {
      child.kill('SIGTERM');
      await ended();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
