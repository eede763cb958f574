import { paused } from '../../../simulators/pbx/post-event.ts';
import type { PlannedFault } from '../plan/faults.ts';
import type { PlannedKill } from '../plan/kills.ts';
import type { Plan } from '../plan/plan.ts';
import type { Kept } from './keeper.ts';
import type { Timeline } from './timeline.ts';
import type { UonRemote } from './uon-remote.ts';

interface Stage {
  readonly uon: UonRemote;
  readonly kept: ReadonlyMap<string, Kept>;
  readonly timeline: Timeline;
  readonly signal: AbortSignal;
}

/** Lets the plan's faults and kills happen at their times; resolves when all is back. Returns how many were killed. */
export async function strike({ faults, kills }: Plan, stage: Stage): Promise<number> {
  const [killed] = await Promise.all([
    Promise.all(kills.map((kill) => killAll(kill, stage))),
    Promise.all(faults.map((fault) => misbehave(fault, stage))),
  ]);
  return killed.reduce((sum, count) => sum + count, 0);
}

async function killAll({ atMs, names, downMs }: PlannedKill, { kept, timeline, signal }: Stage): Promise<number> {
  if (!(await paused(Math.max(0, atMs - timeline.now()), signal))) return 0;
  const victims = names.flatMap((name) => [kept.get(name) ?? [], kept.get(`${name} of temporal`) ?? []].flat());
  await Promise.all(victims.map((victim) => victim.kill(downMs)));
  return victims.length;
}

async function misbehave({ atMs, forMs, fault }: PlannedFault, { uon, timeline, signal }: Stage): Promise<void> {
  if (!(await paused(Math.max(0, atMs - timeline.now()), signal))) return;
  const id = await uon.addFault(fault);
  if (forMs === undefined) return;
  timeline.note(`U-ON, ${fault.apiKey}: ${fault.kind} ${fault.when ?? 'before'} for ${forMs} ms`);
  await paused(forMs, signal);
  await uon.removeFault(id);
}
