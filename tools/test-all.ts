import { fileURLToPath } from 'node:url';

import { commandStages, runCommand } from './test-all/command-stages.ts';
import { runVitest } from './test-all/vitest-stage.ts';
import { summaryLines, totals, type StageResult } from './test-all/summary.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

// A red stage does not stop the others: one run shows everything that is wrong.
const results: StageResult[] = [];
for (const stage of commandStages) results.push(await runCommand(stage, ROOT));
results.push(await runVitest(ROOT));

console.log(summaryLines(results).join('\n'));
process.exitCode = totals(results).failed > 0 ? 1 : 0;
