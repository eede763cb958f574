import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { ConfigError, readConfig } from '../../platform/config.ts';
import { removeInstance } from '../../platform/instance.ts';
import { MigrationError } from '../../db/migration-files.ts';
import { TemporalSetupError } from '../temporal-setup/setup-step.ts';
import { PortTakenError } from './given-ports.ts';
import { untilCancelled } from './cancel.ts';
import { ChildError } from './child.ts';
import { DataDirError, openDataDir } from './data-dir.ts';
import { PostgresError } from './postgres-binaries.ts';
import { openLedger } from './processes.ts';
import { createProgress, type Progress } from './progress.ts';
import { createShutdown } from './shutdown.ts';
import { startAll } from './start-all.ts';
import { listenForStop, StopRequested } from './stop-request.ts';
import { NoTemporalError } from './temporal-binary.ts';

type Environment = Record<string, string | undefined>;

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Errors whose message says all there is to say; of others the stack is shown too. */
const EXPLAINED = [
  ...[ConfigError, DataDirError, PortTakenError, PostgresError, NoTemporalError],
  ...[TemporalSetupError, ChildError, MigrationError],
];

/** `npm start`: starts everything, stays until it is asked to stop, stops everything. Returns the exit code. */
export async function runStart(env: Environment): Promise<number> {
  const progress = createProgress(process.stdout);
  try {
    await startAndStay(env, progress);
    return 0;
  } catch (error) {
    if (error instanceof StopRequested) return 0;
    console.error(`\n${explain(error)}`);
    return 1;
  }
}

/** @throws StopRequested once everything was stopped as asked */
async function startAndStay(env: Environment, progress: Progress): Promise<void> {
  const config = readConfig(env);
  const dataDir = openDataDir(resolve(ROOT, config.dataDir));
  const ledger = openLedger(dataDir.path);
  const cancel = listenForStop(() => {
    progress.say('Stopping at once');
    ledger.killAll();
    process.exit(130);
  });
  // Whatever ends us, an error that nobody caught included, leaves nothing running.
  process.on('exit', () => ledger.killAll());
  const shutdown = createShutdown();
  try {
    const context = { config, dataDir: dataDir.path, ledger, progress, cancel, keep: shutdown.keep };
    await startAll(context, env);
    await untilCancelled(new Promise<never>(() => undefined), cancel);
  } finally {
    if (cancel.aborted) progress.say('\nStopping; a second Ctrl-C stops at once');
    removeInstance(dataDir.path);
    await shutdown.stopAll(progress.say);
    await ledger.endAll();
    dataDir.release();
  }
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return EXPLAINED.some((type) => error instanceof type) ? error.message : (error.stack ?? error.message);
}
