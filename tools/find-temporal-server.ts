import { readConfig } from '../platform/config.ts';
import { readInstance } from '../platform/instance.ts';
import { temporalConnectionOptions, type TemporalConnectionOptions } from '../workers/temporal-connection.ts';

/** Nothing runs that could be asked; the message says what to do. */
export class NoInstanceError extends Error {
  override name = 'NoInstanceError';
}

export interface TemporalServer {
  readonly options: TemporalConnectionOptions;
  readonly namespace: string;
}

/**
 * The Temporal server that the environment names, else that of the running instance.
 *
 * @throws ConfigError, NoInstanceError
 */
export async function findTemporalServer(env: Record<string, string | undefined>): Promise<TemporalServer> {
  const { temporal, dataDir } = readConfig(env);
  if (temporal.address !== undefined) {
    const options = await temporalConnectionOptions({ ...temporal, address: temporal.address });
    return { options, namespace: temporal.namespace };
  }
  const instance = readInstance(dataDir);
  if (!instance) {
    throw new NoInstanceError(`Nothing runs on ${dataDir}: start it with \`npm start\`, or give TEMPORAL_ADDRESS`);
  }
  return { options: { address: instance.temporalAddress }, namespace: instance.temporalNamespace };
}
