import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { identify, isRunning } from '../../../workers/local/process-identity.ts';

/**
 * kill -9 of a process and of its children (PostgreSQL has one for each connection), and waits until all are gone: a
 * server that starts while its predecessor's children still write would be another accident than the one that is meant.
 */
export async function killFamily(pid: number): Promise<void> {
  const family = [pid, ...childrenOf(pid)].map(identify).filter((identity) => identity !== undefined);
  for (const identity of family) {
    try {
      process.kill(identity.pid, 'SIGKILL');
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
    }
  }
  while (family.some(isRunning)) await delay(10);
}

/** Only Linux tells; elsewhere PostgreSQL's children end by themselves when they find their parent gone. */
function childrenOf(pid: number): number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && parentOf(name) === pid)
    .map(Number);
}

function parentOf(pid: string): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // Behind the command's name, which stands in parentheses: state, parent.
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return undefined;
  }
}
