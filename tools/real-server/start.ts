import { removeAbandoned } from '../../tests/harness/abandoned.ts';
import { openServerFolder } from '../../tests/harness/server-folder.ts';
import type { Child } from '../../workers/local/child.ts';
import { onFreePort } from '../../workers/local/free-port.ts';
import { prepareLocalPostgres } from '../../workers/local/postgres.ts';
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
  const folder = await openServerFolder('real-');
  const { path: dataDir, ledger } = folder;
  const children: Child[] = [];
  const stop = async () => {
    for (const child of children.toReversed()) await child.stop(15_000);
    await folder.remove();
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
