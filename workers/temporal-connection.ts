import { readFile } from 'node:fs/promises';

import type { TLSConfig } from '@temporalio/client';

import type { Config } from '../platform/config.ts';

/** What `Connection.connect` and `NativeConnection.connect` both take. */
export interface TemporalConnectionOptions {
  address: string;
  tls?: TLSConfig;
  apiKey?: string;
}

/** For `Connection` alone: after an outage gRPC would wait up to two minutes before it tries to connect again. */
export const QUICK_RECONNECT = {
  channelArgs: { 'grpc.initial_reconnect_backoff_ms': 250, 'grpc.max_reconnect_backoff_ms': 2_000 },
};

/** Reads the certificates that the environment names. @throws when one can't be read, naming its path */
export async function temporalConnectionOptions(
  temporal: Config['temporal'] & { address: string },
): Promise<TemporalConnectionOptions> {
  const { address, tls, apiKey } = temporal;
  return { address, ...(tls && { tls: await readTls(tls) }), ...(apiKey !== undefined && { apiKey }) };
}

async function readTls(tls: NonNullable<Config['temporal']['tls']>): Promise<TLSConfig> {
  const [crt, key, ca] = await Promise.all([tls.certPath, tls.keyPath, tls.caPath].map(readIfNamed));
  return { ...(crt && key && { clientCertPair: { crt, key } }), ...(ca && { serverRootCACertificate: ca }) };
}

async function readIfNamed(path: string | undefined): Promise<Buffer | undefined> {
  return path === undefined ? undefined : readFile(path);
}
