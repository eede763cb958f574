import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';

import { onPath } from './on-path.ts';
import type { GetTemporal } from './temporal-download.ts';
import { checkTemporal, CLI_VERSION, type BinaryCheck } from './temporal-version.ts';

const PACKAGE = `github.com/temporalio/cli/cmd/temporal@v${CLI_VERSION}`;

/** Builds the CLI with Go from its module proxy, about 3 minutes on 2 cores. */
export async function buildTemporal({ target, env, note, cancel }: GetTemporal): Promise<BinaryCheck> {
  const [go] = onPath(env, 'go');
  if (go === undefined) return { usable: false, reason: 'there is no Go on PATH to build it with' };
  note(`building CLI ${CLI_VERSION} with Go; this takes about 3 minutes, once on this machine`);
  const folder = await mkdtemp(join(dirname(target), 'build-'));
  try {
    const child = spawn(go, ['install', PACKAGE], {
      cwd: folder,
      env: { ...env, ...goFolders(env, folder), GOBIN: folder },
      stdio: ['ignore', 'ignore', 'pipe'],
      ...(cancel && { signal: cancel }),
    });
    const [errors] = await Promise.all([text(child.stderr), once(child, 'exit')]);
    if (child.exitCode !== 0) return { usable: false, reason: `go install ${PACKAGE} failed: ${lastLines(errors)}` };
    await rename(join(folder, 'temporal'), target);
    return await checkTemporal(target);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A user without a home (`nobody`) builds in the temporary folder, in a way that can be removed. */
function goFolders(env: Record<string, string | undefined>, folder: string): Record<string, string> {
  if (canWrite(env['HOME'])) return {};
  return { GOPATH: join(folder, 'go'), GOCACHE: join(folder, 'go-cache'), GOFLAGS: '-modcacherw' };
}

function canWrite(folder: string | undefined): boolean {
  if (folder === undefined) return false;
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function lastLines(output: string): string {
  return output.trim().split('\n').slice(-5).join('\n');
}
