import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PREFIX, removeAbandoned } from '../../tests/harness/abandoned.ts';
import type { Child } from '../../workers/local/child.ts';
import { takeLock } from '../../workers/local/folder-lock.ts';
import { onFreePort } from '../../workers/local/free-port.ts';
import { prepareLocalPostgres } from '../../workers/local/postgres.ts';
import { openLedger } from '../../workers/local/processes.ts';
import type { Progress } from '../../workers/local/progress.ts';
import { getServer } from './binaries.ts';
import { makeSchema } from './schema.ts';
import { prepareServer } from './server.ts';

export interface RealServer {
  readonly address: string;
  stop(): Promise<void>;
}

/** A Temporal server of production's release and settings, on a PostgreSQL of its own, with data that goes when it stops. */
export async function startRealServer(progress: Progress): Promise<RealServer> {
  await removeAbandoned();
  const dataDir = await mkdtemp(join(tmpdir(), `${PREFIX}real-`));
  // Where root runs this PostgreSQL is another user, who has to get in.
  await chmod(dataDir, 0o711);
  const release = takeLock(join(dataDir, 'lock'));
  const ledger = openLedger(dataDir);
  const children: Child[] = [];
  const killAll = () => ledger.killAll();
  process.once('exit', killAll);
  const stop = async () => {
    for (const child of children.toReversed()) await child.stop(15_000);
    process.off('exit', killAll);
    release();
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    const binaries = await progress.step('Temporal server', (note) => getServer(process.env, note));
    const postgres = await progress.step('PostgreSQL of the Temporal server', async () => {
      const local = await prepareLocalPostgres({ dataDir, ledger });
      return onFreePort(async (port) => {
        children.push(await local.start(port));
        return new URL(local.url(port));
      });
    });
    await progress.step('Tables of the Temporal server', () => makeSchema(binaries.sql, postgres));
    const address = await progress.step('Temporal server on PostgreSQL', async () => {
      const server = await prepareServer({ command: binaries.server, dataDir, ledger, postgres });
      children.push(await server.start());
      return server.address;
    });
    return { address, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
