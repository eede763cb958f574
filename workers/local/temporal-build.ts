import { mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { goInstall } from './go-install.ts';
import type { GetTemporal } from './temporal-download.ts';
import { checkTemporal, CLI_VERSION, type BinaryCheck } from './temporal-version.ts';

const PACKAGE = `github.com/temporalio/cli/cmd/temporal@v${CLI_VERSION}`;

/** Builds the CLI with Go from its module proxy, about 3 minutes on 2 cores. */
export async function buildTemporal({ target, env, note, cancel }: GetTemporal): Promise<BinaryCheck> {
  note(`building CLI ${CLI_VERSION} with Go; this takes about 3 minutes, once on this machine`);
  const folder = await mkdtemp(join(dirname(target), 'build-'));
  try {
    const reason = await goInstall({ packages: [PACKAGE], folder, env, cancel });
    if (reason !== undefined) return { usable: false, reason };
    await rename(join(folder, 'temporal'), target);
    return await checkTemporal(target);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
