import type { Bench } from '../bench.ts';
import type { BarePlan } from './bare/workflow.ts';
import { callsASecond, type Played } from './played.ts';

const WARM_UP = 5;
const WARM_UP_PLAN: BarePlan = { signals: 4, localActivities: 10, activities: 4, transactions: 3 };

export interface BareWorkflow {
  /** One run a plan, all at once. */
  play(plans: readonly BarePlan[]): Promise<Played>;
  stop(): Promise<void>;
}

/** The workflow without any thought, with a worker of its own. */
export async function openBare(bench: Bench): Promise<BareWorkflow> {
  const taskQueue = `bare-${bench.env['ENCRYPT_HISTORIES'] ?? '1'}`;
  const worker = await bench.start(['tools/bench/cost/bare/worker.ts', taskQueue, `${bench.uon.url}/_sim/health`]);
  const { workflow } = bench.temporal;
  const one = async (workflowId: string, plan: BarePlan): Promise<void> => {
    const options = { workflowId, taskQueue, args: [plan], signal: 'event', signalArgs: [] };
    const handle = await workflow.signalWithStart('bareCall', options);
    for (let count = 1; count < plan.signals; count += 1) await handle.signal('event');
    await handle.result();
  };
  let played = 0;
  const play = (plans: readonly BarePlan[]): Promise<Played> => {
    const ids = plans.map((_, index) => `${taskQueue}-${played + index}`);
    played += plans.length;
    return callsASecond(ids, async (id, index) => {
      const plan = plans[index];
      if (plan) await one(id, plan);
    });
  };
  await play(Array.from({ length: WARM_UP }, () => WARM_UP_PLAN));
  return { play, stop: () => worker.stop() };
}
