import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import { onTestFinished } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export interface StartProcess {
  process: ChildProcess;
  /** What it has written so far. */
  output(): string;
  /** Settles when it has written this; fails when it ends before. */
  wrote(text: string): Promise<void>;
  /** Sends the signal and waits for the end. */
  end(signal: NodeJS.Signals): Promise<{ code: number | null; seconds: number }>;
}

/** `workers/start.ts` as a process of its own, with nothing set in its environment but `env`. */
export function startProcess(env: Record<string, string>): StartProcess {
  const { PATH, HOME, XDG_CACHE_HOME, TEMPORAL_CLI_PATH } = process.env;
  const child = spawn(process.execPath, ['workers/start.ts'], {
    cwd: ROOT,
    env: { PATH, HOME, XDG_CACHE_HOME, TEMPORAL_CLI_PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let written = '';
  const waiting = new Set<() => void>();
  const onData = (chunk: Buffer): void => {
    written += chunk.toString();
    for (const look of waiting) look();
  };
  child.stdout.on('data', onData);
  child.stderr.on('data', onData);
  onTestFinished(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  });
  return {
    process: child,
    output: () => written,
    async wrote(text) {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const look = (): void => {
        if (written.includes(text)) resolve();
      };
      waiting.add(look);
      child.once('close', () => reject(new Error(`It ended before it wrote "${text}":\n${written}`)));
      look();
      await promise.finally(() => waiting.delete(look));
    },
    async end(signal) {
      const startedAt = performance.now();
      const closed = once(child, 'close');
      child.kill(signal);
      await closed;
      return { code: child.exitCode, seconds: (performance.now() - startedAt) / 1_000 };
    },
  };
}
