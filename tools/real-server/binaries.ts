import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cacheFolder } from '../../workers/local/cache-folder.ts';
import { goInstall } from '../../workers/local/go-install.ts';
import type { Note } from '../../workers/local/progress.ts';

/** The release that production runs: `temporal-docker/compose.yaml` names the same. */
export const SERVER_VERSION = '1.29.1';

const MODULE = 'go.temporal.io/server';
const PACKAGES = [`${MODULE}/cmd/server@v${SERVER_VERSION}`, `${MODULE}/cmd/tools/sql@v${SERVER_VERSION}`];

export interface RealBinaries {
  readonly server: string;
  /** Makes and updates its database tables. */
  readonly sql: string;
}

type Environment = Record<string, string | undefined>;

/** The server's programs where an earlier run left them; undefined where none did. */
export function builtServer(env: Environment): RealBinaries | undefined {
  const folder = folderOf(env);
  return existsSync(join(folder, 'server')) ? binariesIn(folder) : undefined;
}

/** The server's programs, built with Go where they are not kept yet: some minutes, once on a machine. */
export async function getServer(env: Environment, note: Note): Promise<RealBinaries> {
  const built = builtServer(env);
  if (built) return built;
  note(`building ${MODULE} ${SERVER_VERSION} with Go; this takes some minutes, once on this machine`);
  const folder = folderOf(env);
  await mkdir(dirname(folder), { recursive: true });
  const build = await mkdtemp(`${folder}.build-`);
  try {
    const reason = await goInstall({ packages: PACKAGES, folder: build, env });
    if (reason !== undefined) throw new Error(`There is no Temporal server: ${reason}`);
    await rename(build, folder);
  } finally {
    await rm(build, { recursive: true, force: true });
  }
  return binariesIn(folder);
}

function binariesIn(folder: string): RealBinaries {
  return { server: join(folder, 'server'), sql: join(folder, 'sql') };
}

function folderOf(env: Environment): string {
  return join(cacheFolder(env, join(tmpdir(), 'uon-telephony-cache')), `temporal-server-${SERVER_VERSION}`);
}
