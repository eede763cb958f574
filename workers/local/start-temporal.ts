import { join } from 'node:path';

import { temporalConnectionOptions } from '../temporal-connection.ts';
import { prepareTemporal } from '../temporal-setup/prepare-temporal.ts';
import { cacheFolder } from './cache-folder.ts';
import { untilCancelled } from './cancel.ts';
import type { StartContext } from './context.ts';
import { findFreePort, onFreePort } from './free-port.ts';
import { supervise } from './supervisor.ts';
import { findTemporal } from './temporal-binary.ts';
import { startTemporalServer } from './temporal-server.ts';

export interface RunningTemporal {
  address: string;
  /** Undefined where the server is not ours and TEMPORAL_UI_URL is not given. */
  uiUrl: string | undefined;
}

type Environment = Record<string, string | undefined>;

/** Temporal: ours unless TEMPORAL_ADDRESS names one. Our Web UI has payloads decrypted at `codecEndpoint`. */
export async function startTemporal(
  context: StartContext,
  env: Environment,
  codecEndpoint: string,
): Promise<RunningTemporal> {
  const { config, progress, cancel } = context;
  const { address, namespace } = config.temporal;
  if (address === undefined) return startLocal(context, env, codecEndpoint);
  await progress.step('Temporal of TEMPORAL_ADDRESS', async () => {
    const options = await temporalConnectionOptions({ ...config.temporal, address });
    await untilCancelled(prepareTemporal(options, { namespace }), cancel);
  });
  return { address, uiUrl: config.temporal.uiUrl };
}

async function startLocal(context: StartContext, env: Environment, codecEndpoint: string): Promise<RunningTemporal> {
  const { config, dataDir, ledger, progress, cancel, keep } = context;
  const { cliPath, namespace } = config.temporal;
  const binary = await progress.step('Temporal CLI', (note) => {
    const search = { cliPath, env, cache: cacheFolder(env, join(dataDir, 'cache')), note, cancel };
    return untilCancelled(findTemporal(search), cancel);
  });
  const uiPort = config.temporal.uiPort || (await findFreePort());
  const address = await progress.step('Temporal', () =>
    onFreePort(async (port) => {
      const options = { binary, dataDir, ledger, namespaces: [namespace], port, uiPort, codecEndpoint };
      const start = (signal: AbortSignal) => startTemporalServer(options, signal);
      keep([await supervise('Temporal', start, progress.say, cancel)], 4_000);
      return `127.0.0.1:${port}`;
    }),
  );
  await untilCancelled(prepareTemporal({ address }, { namespace }), cancel);
  return { address, uiUrl: `http://127.0.0.1:${uiPort}` };
}
