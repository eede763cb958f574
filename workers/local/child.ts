import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync } from 'node:fs';

import { untilCancelled } from './cancel.ts';
import { logTail, openLog } from './log-file.ts';
import type { ProcessLedger, StopSignal } from './processes.ts';

export interface ChildSpec {
  name: string;
  command: string;
  args: readonly string[];
  env: Record<string, string | undefined>;
  cwd?: string;
  /** Run as another user; only root can. */
  user?: { uid: number; gid: number } | undefined;
  logFile: string;
  stopSignal: StopSignal;
  /** Open an IPC channel: Node children say `ready` over it and end when it closes. */
  ipc?: boolean;
}

export interface Child {
  readonly name: string;
  readonly pid: number;
  readonly logFile: string;
  readonly process: ChildProcess;
  /** Settles when the process has ended, with words for how: "code 1", "SIGKILL". */
  readonly exited: Promise<string>;
  /** Asks the process to end, kills it after `graceMs`; settles when it has ended. */
  stop(graceMs: number): Promise<void>;
}

/** A child that could not be started or ended before it was ready. The message holds its last log lines. */
export class ChildError extends Error {
  override name = 'ChildError';
}

/**
 * Starts a process that is noted in the ledger, writes to its log file and is in a process group of its own: Ctrl-C
 * in the terminal reaches us alone, and we stop things in the right order.
 */
export async function startChild(spec: ChildSpec, ledger: ProcessLedger): Promise<Child> {
  const log = openLog(spec.logFile);
  try {
    const child = spawn(spec.command, spec.args, {
      cwd: spec.cwd,
      env: { ...spec.env, ...ledger.marker },
      detached: true,
      stdio: spec.ipc ? ['ignore', log, log, 'ipc'] : ['ignore', log, log],
      ...(spec.user && { uid: spec.user.uid, gid: spec.user.gid }),
    });
    await once(child, 'spawn').catch((error: unknown) => {
      throw new ChildError(`${spec.name} could not be started: ${error instanceof Error ? error.message : 'unknown'}`);
    });
    return manage(child, spec, ledger);
  } finally {
    closeSync(log);
  }
}

function manage(child: ChildProcess, spec: ChildSpec, ledger: ProcessLedger): Child {
  const { pid } = child;
  if (pid === undefined) throw new ChildError(`${spec.name} could not be started`);
  ledger.add({ name: spec.name, pid, stopSignal: spec.stopSignal });
  const exited = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => {
      ledger.remove(pid);
      resolve(signal ?? `code ${code}`);
    });
  });
  // An IPC channel that breaks while we write to it is the child's end, which `exited` tells.
  child.on('error', () => undefined);
  return {
    name: spec.name,
    pid,
    logFile: spec.logFile,
    process: child,
    exited,
    async stop(graceMs) {
      child.kill(spec.stopSignal);
      const force = setTimeout(() => child.kill('SIGKILL'), graceMs);
      await exited;
      clearTimeout(force);
    },
  };
}

/**
 * Waits for `ready`, but not longer than the child lives or `cancel` allows. A child that is still running when
 * waiting fails is ended.
 *
 * @throws ChildError with the last lines of the log; the reason of `cancel`
 */
export async function whenReady<T>(
  child: Child,
  ready: (signal: AbortSignal) => Promise<T>,
  cancel?: AbortSignal,
): Promise<T> {
  const waiting = new AbortController();
  const died = child.exited.then((how) => {
    throw new ChildError(
      `${child.name} ended (${how}) before it was ready; its log ${child.logFile} ends with\n${logTail(child.logFile)}`,
    );
  });
  try {
    return await untilCancelled(Promise.race([ready(waiting.signal), died]), cancel);
  } catch (error) {
    await child.stop(5_000);
    throw error;
  } finally {
    waiting.abort();
    died.catch(() => undefined);
  }
}
