import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

import { onPath } from './on-path.ts';

export interface GoInstall {
  /** Programs of one module, as `example.com/module/cmd/name@v1.2.3`. */
  packages: readonly string[];
  /** Where the binaries go, and what a build without a home leaves. */
  folder: string;
  env: Record<string, string | undefined>;
  cancel?: AbortSignal | undefined;
}

/** Builds programs with the machine's Go from its module proxy. Gives back why it failed, undefined when it did not. */
export async function goInstall({ packages, folder, env, cancel }: GoInstall): Promise<string | undefined> {
  const [go] = onPath(env, 'go');
  if (go === undefined) return 'there is no Go on PATH to build it with';
  const child = spawn(go, ['install', ...packages], {
    cwd: folder,
    env: { ...env, ...goFolders(env, folder), GOBIN: folder },
    stdio: ['ignore', 'ignore', 'pipe'],
    ...(cancel && { signal: cancel }),
  });
  const [errors] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  return child.exitCode === 0 ? undefined : `go install ${packages.join(' ')} failed: ${lastLines(errors)}`;
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
