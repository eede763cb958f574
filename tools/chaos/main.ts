import { randomInt } from 'node:crypto';
import { join, resolve } from 'node:path';
import { createProgress } from '../../workers/local/progress.ts';
import { listenForStop, StopRequested } from '../../workers/local/stop-request.ts';
import { readArguments, USAGE, UsageError, type Arguments } from './arguments.ts';
import { check } from './check/check.ts';
import { keepReport } from './keep-report.ts';
import { makePlan } from './plan/plan.ts';
import { findingRows, summaryLine } from './report.ts';
import { furnish, run } from './run/run.ts';
import { startServers } from './run/servers.ts';
import { createTimeline } from './run/timeline.ts';

/**
 * `npm run chaos`: calls on real processes which are killed with -9 while U-ON misbehaves; then what U-ON and we have is
 * compared with what each call should have done. Ends with 1 where anything differs.
 */
try {
  const args = readArguments(process.argv.slice(2));
  if (args === undefined) console.log(USAGE);
  else process.exitCode = await main(args);
} catch (error) {
  process.exitCode = tellProblem(error);
}
process.exit();

async function main(args: Arguments): Promise<number> {
  const seed = args.seed ?? randomInt(1_000_000);
  const { planOnly, ...options } = args;
  const plan = makePlan({ ...options, seed });
  if (planOnly) {
    console.log(JSON.stringify(plan, null, 2));
    return 0;
  }
  const cancel = listenForStop(() => process.exit(130));
  const progress = createProgress(process.stdout);
  const { calls, kills, faults, lengthMs } = plan;
  progress.say(
    `--seed ${seed}: ${calls.length} calls, ${kills.length} times a kill, ${faults.length} faults within ${lengthMs / 1_000} s`,
  );
  let timeline = createTimeline();
  const note = (what: string) => timeline.note(what);
  const servers = await startServers({ progress, note, cancel, env: process.env, isReal: args.isReal });
  let outcome: { readonly line: string; readonly isGood: boolean };
  try {
    await progress.step('Agencies and their U-ON accounts', () => furnish(plan, servers));
    timeline = createTimeline();
    const { observed, killed } = await run(plan, servers, timeline, cancel);
    const findings = check(observed);
    const out = resolve(process.env['DATA_DIR'] || '.data', 'chaos', `seed-${seed}${args.isReal ? '-real' : ''}`);
    await keepReport({ out, servers, observed, killed, findings });
    for (const row of findingRows(plan, findings)) console.log(row);
    console.log(`Report, plan and logs: ${join(out, 'report.md')}`);
    outcome = { line: summaryLine(plan, killed, findings), isGood: findings.length === 0 };
  } finally {
    await servers.stop();
  }
  console.log(outcome.line);
  return outcome.isGood ? 0 : 1;
}

function tellProblem(error: unknown): number {
  if (error instanceof StopRequested) return 130;
  if (error instanceof UsageError) {
    console.error(`${error.message}\n\n${USAGE}`);
    return 2;
  }
  console.error(error);
  return 1;
}
