import { run } from './run.ts';
import type { StageResult } from './summary.ts';

interface CommandStage {
  name: string;
  command: string;
  args: readonly string[];
}

/** Quick checks first. Each is also an npm script of its own. */
export const commandStages: readonly CommandStage[] = [
  { name: 'format', command: 'oxfmt', args: ['--check', '.'] },
  { name: 'lint', command: 'oxlint', args: ['--type-aware', '--deny-warnings'] },
  { name: 'types', command: 'tsc', args: ['--noEmit'] },
  { name: 'page', command: 'tsc', args: ['--noEmit', '-p', 'admin'] },
  { name: 'rooms', command: 'node', args: ['tools/check-rooms.ts'] },
];

/** Runs a stage that counts as one test. */
export async function runCommand({ name, command, args }: CommandStage, root: string): Promise<StageResult> {
  console.log(`\n--- ${name}`);
  const { ok, seconds } = await run(command, args, root);
  return { name, passed: ok ? 1 : 0, failed: ok ? 0 : 1, seconds };
}
