import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { run } from './run.ts';
import { countVitest, type StageResult } from './summary.ts';

/** Runs all Vitest projects and counts from its JSON report. */
export async function runVitest(root: string): Promise<StageResult> {
  console.log(
    '\n--- tests (PostgreSQL and Temporal are started first; Temporal may have to be built, about 3 minutes)',
  );
  const folder = await mkdtemp(join(tmpdir(), 'uon-telephony-report-'));
  const report = join(folder, 'report.json');
  try {
    const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const { ok, seconds } = await run('vitest', args, root);
    return { name: 'tests', seconds, ...countVitest(await readReport(report), ok) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function readReport(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return undefined;
  }
}
