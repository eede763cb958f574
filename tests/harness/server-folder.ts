import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeLock } from '../../workers/local/folder-lock.ts';
import { openLedger, type ProcessLedger } from '../../workers/local/processes.ts';
import { PREFIX } from './abandoned.ts';

/** A temporary folder for servers that are started for a while, and the list of their processes. */
export interface ServerFolder {
  readonly path: string;
  readonly ledger: ProcessLedger;
  /** Once the servers are stopped. */
  remove(): Promise<void>;
}

/** Makes it. Processes in its ledger end with this process, however that ends; `removeAbandoned` knows the folder. */
export async function openServerFolder(name = ''): Promise<ServerFolder> {
  const path = await mkdtemp(join(tmpdir(), `${PREFIX}${name}`));
  // Where root runs it PostgreSQL is another user, who has to get in.
  await chmod(path, 0o711);
  const release = takeLock(join(path, 'lock'));
  const ledger = openLedger(path);
  const onExit = (): void => ledger.killAll();
  process.once('exit', onExit);
  return {
    path,
    ledger,
    async remove() {
      process.off('exit', onExit);
      release();
      await rm(path, { recursive: true, force: true });
    },
  };
}
