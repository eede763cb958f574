import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { endProcess } from './end-process.ts';
import { identify } from './process-identity.ts';

/**
 * Ends the PostgreSQL that still runs on a cluster after its starter was killed, and removes a `postmaster.pid` whose
 * process is gone: PostgreSQL would refuse to start where another process has got that pid since.
 */
export async function endStrayPostgres(cluster: string): Promise<void> {
  const lockFile = join(cluster, 'postmaster.pid');
  const pid = readPid(lockFile);
  if (pid === undefined) return;
  const identity = identify(pid);
  if (identity && commandLine(pid).includes(cluster)) await endProcess(identity, 'SIGINT', 10_000);
  rmSync(lockFile, { force: true });
}

function readPid(lockFile: string): number | undefined {
  try {
    const pid = Number(readFileSync(lockFile, 'utf8').split('\n')[0]);
    return Number.isSafeInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

function commandLine(pid: number): string {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return '';
  }
}
