import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { waitForLock } from './folder-lock.ts';
import { onPath } from './on-path.ts';
import type { Note } from './progress.ts';
import { buildTemporal } from './temporal-build.ts';
import { downloadTemporal, type GetTemporal } from './temporal-download.ts';
import { checkTemporal, CLI_VERSION } from './temporal-version.ts';

/** No Temporal CLI to be had. The message lists what was tried and what to do. */
export class NoTemporalError extends Error {
  override name = 'NoTemporalError';
}

export interface TemporalSearch {
  /** TEMPORAL_CLI_PATH: when given it must work. */
  cliPath: string | undefined;
  env: Record<string, string | undefined>;
  /** Where what we get is kept, see `cacheFolder`. */
  cache: string;
  note: Note;
  /** Ends the search, a build included. */
  cancel?: AbortSignal | undefined;
}

/**
 * The path of a Temporal CLI: TEMPORAL_CLI_PATH, `temporal` on PATH, ours in the cache, else the SDK's download, else
 * built with Go. What was got is kept in the cache.
 *
 * @throws NoTemporalError
 */
export async function findTemporal({ cliPath, env, cache, note, cancel }: TemporalSearch): Promise<string> {
  if (cliPath !== undefined) return requireUsable(cliPath);
  const tried: string[] = [];
  const cached = join(cache, `temporal-${CLI_VERSION}`, 'temporal');
  for (const path of [...onPath(env, 'temporal'), cached].filter((path) => existsSync(path))) {
    const check = await checkTemporal(path);
    if (check.usable) return path;
    tried.push(check.reason);
  }
  return getTemporal({ target: cached, env, note, cancel }, tried);
}

async function requireUsable(path: string): Promise<string> {
  const check = await checkTemporal(path);
  if (check.usable) return path;
  throw new NoTemporalError(`TEMPORAL_CLI_PATH: ${check.reason}`);
}

/** Of two starters one gets it, the other waits and finds it. */
async function getTemporal(wanted: GetTemporal, tried: string[]): Promise<string> {
  const { target, note } = wanted;
  mkdirSync(dirname(target), { recursive: true });
  const release = await waitForLock(`${dirname(target)}.lock`, (pid) => {
    note(`process ${pid} is getting it already, waiting for that`);
  });
  try {
    if (existsSync(target) && (await checkTemporal(target)).usable) return target;
    removeUnfinished(dirname(target));
    for (const get of [downloadTemporal, buildTemporal]) {
      const got = await get(wanted);
      if (got.usable) return target;
      tried.push(got.reason);
    }
  } finally {
    release();
  }
  throw new NoTemporalError(
    [
      'There is no Temporal server to start:',
      ...tried.map((reason) => `- ${reason}`),
      `Put the Temporal CLI (${CLI_VERSION} or newer, https://docs.temporal.io/cli) on PATH or name it in`,
      'TEMPORAL_CLI_PATH, or install Go 1.25 or newer and start again, or give a running server in TEMPORAL_ADDRESS.',
    ].join('\n'),
  );
}

/** What a killed download or build left behind can be gigabytes. Only for the holder of the lock. */
function removeUnfinished(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (/^(build|download)-/.test(name)) rmSync(join(folder, name), { recursive: true, force: true });
  }
}
