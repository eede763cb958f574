import { setTimeout as delay } from 'node:timers/promises';

import { isRunning, type ProcessIdentity } from './process-identity.ts';

/**
 * Asks a process that is no child of ours to end and waits; after `graceMs` it is killed. Does nothing to another
 * process that has got the pid since.
 */
export async function endProcess(identity: ProcessIdentity, signal: NodeJS.Signals, graceMs: number): Promise<void> {
  send(identity, signal);
  const deadline = performance.now() + graceMs;
  while (isRunning(identity) && performance.now() < deadline) await delay(50);
  send(identity, 'SIGKILL');
  while (isRunning(identity) && performance.now() < deadline + 5_000) await delay(20);
}

function send(identity: ProcessIdentity, signal: NodeJS.Signals): void {
  if (!isRunning(identity)) return;
  try {
    process.kill(identity.pid, signal);
  } catch (error) {
    // It ended in between (ESRCH), or it belongs to someone else and is not ours to end (EPERM).
    if (!(error instanceof Error && 'code' in error && (error.code === 'ESRCH' || error.code === 'EPERM'))) throw error;
  }
}
