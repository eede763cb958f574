import { rmSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

import { readJsonFile, writeJsonFile } from './json-file.ts';

const instanceSchema = z.object({
  pid: z.int().positive(),
  startedAt: z.iso.datetime(),
  apiUrl: z.string(),
  /** Where each process answers Prometheus. */
  metricsUrls: z.record(z.string(), z.string()).optional(),
  databaseUrl: z.string(),
  temporalAddress: z.string(),
  temporalNamespace: z.string(),
  /** Absent where Temporal is not ours. */
  temporalUiUrl: z.string().optional(),
  uonUrl: z.string(),
  /** Absent where the variables SECRETS_KEY and SERVICE_TOKEN were given. */
  secretsKeyFile: z.string().optional(),
  serviceTokenFile: z.string().optional(),
});

/** The addresses of what `npm start` runs, for the tools. It holds the database's password: mode 600. */
export type Instance = z.infer<typeof instanceSchema>;

/** The instance that was last started on this DATA_DIR and not stopped; it may have been killed since. */
export function readInstance(dataDir: string): Instance | undefined {
  return readJsonFile(fileOf(dataDir), instanceSchema);
}

export function writeInstance(dataDir: string, instance: Instance): void {
  writeJsonFile(fileOf(dataDir), instance);
}

export function removeInstance(dataDir: string): void {
  rmSync(fileOf(dataDir), { force: true });
}

function fileOf(dataDir: string): string {
  return join(dataDir, 'instance.json');
}
