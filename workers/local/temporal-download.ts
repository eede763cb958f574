import { mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { TestWorkflowEnvironment } from '@temporalio/testing';

import type { Note } from './progress.ts';
import { checkTemporal, CLI_VERSION, type BinaryCheck } from './temporal-version.ts';

const HOST = 'https://temporal.download/';

/** The one that was tried, else what the SDK thinks fits it. */
const VERSIONS = [`v${CLI_VERSION}`, 'default'];

export interface GetTemporal {
  /** Where the binary is to be put. */
  target: string;
  env: Record<string, string | undefined>;
  note: Note;
  cancel?: AbortSignal | undefined;
}

/** Lets the SDK download the CLI. Where its host can't be reached that is found out in a few seconds. */
export async function downloadTemporal({ target, note }: GetTemporal): Promise<BinaryCheck> {
  note(`looking whether ${HOST} can be reached`);
  if (!(await answers(HOST))) return { usable: false, reason: `${HOST} could not be reached to download it` };
  const reasons: string[] = [];
  for (const version of VERSIONS) {
    note(`downloading CLI ${version} from ${HOST}`);
    try {
      await download(version, target);
      return await checkTemporal(target);
    } catch (error) {
      reasons.push(error instanceof Error ? error.message : String(error));
    }
  }
  return { usable: false, reason: `the download failed: ${reasons.join('; ')}` };
}

async function download(version: string, target: string): Promise<void> {
  const folder = await mkdtemp(join(dirname(target), 'download-'));
  try {
    // The SDK downloads only to start a server; that one is stopped again, the file is what we want.
    const server = await TestWorkflowEnvironment.createLocal({
      server: { executable: { type: 'cached-download', downloadDir: folder, version } },
    });
    await server.teardown();
    const file = (await readdir(folder)).find((name) => name.startsWith('temporal'));
    if (file === undefined) throw new Error(`it left no file in ${folder}`);
    await rename(join(folder, file), target);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    await fetch(url, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(8_000) });
    return true;
  } catch {
    return false;
  }
}
