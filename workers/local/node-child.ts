import { fileURLToPath } from 'node:url';

import { z } from 'zod';

import { ChildError, startChild, whenReady, type Child } from './child.ts';
import type { ProcessLedger } from './processes.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const readyMessage = z.object({ ready: z.literal(true), url: z.string().optional() });
const LONGEST_START_MS = 120_000;

export interface NodeChildSpec {
  name: string;
  /** An entry point, from the checkout's root, and its arguments. */
  script: string;
  args?: readonly string[];
  env: Record<string, string | undefined>;
  logFile: string;
}

export interface ReadyChild {
  child: Child;
  /** Where it listens, if it does. */
  url: string | undefined;
}

/** Starts one of our own entry points; settles when it has said over IPC that it is ready. @throws ChildError */
export async function startNodeChild(
  { name, script, args = [], env, logFile }: NodeChildSpec,
  ledger: ProcessLedger,
  cancel: AbortSignal,
): Promise<ReadyChild> {
  const child = await startChild(
    {
      name,
      command: process.execPath,
      args: [script, ...args],
      env: { ...process.env, ...env },
      cwd: ROOT,
      logFile,
      stopSignal: 'SIGTERM',
      ipc: true,
    },
    ledger,
  );
  const url = await whenReady(child, () => readyFrom(child), cancel);
  return { child, url };
}

function readyFrom(child: Child): Promise<string | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<string | undefined>();
  const timer = setTimeout(
    () => reject(new ChildError(`${child.name} was not ready within ${LONGEST_START_MS / 1_000} s: ${child.logFile}`)),
    LONGEST_START_MS,
  );
  const onMessage = (message: unknown): void => {
    const ready = readyMessage.safeParse(message);
    if (ready.success) resolve(ready.data.url);
  };
  child.process.on('message', onMessage);
  void child.exited.then(() => resolve(undefined));
  return promise.finally(() => {
    clearTimeout(timer);
    child.process.off('message', onMessage);
  });
}
