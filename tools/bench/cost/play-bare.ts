import type { Bench } from '../bench.ts';
import type { BarePlan } from './bare/workflow.ts';
import { callsASecond, type Played } from './played.ts';

const WARM_UP = 5;

export interface BareWorkflow {
  /** So many runs at once. */
  play(calls: number): Promise<Played>;
  stop(): Promise<void>;
}

/** The workflow without any thought, with a worker of its own. */
export async function openBare(bench: Bench, plan: BarePlan): Promise<BareWorkflow> {
  const taskQueue = `bare-${bench.env['ENCRYPT_HISTORIES'] ?? '1'}`;
  const worker = await bench.start(['tools/bench/cost/bare/worker.ts', taskQueue, `${bench.uon.url}/_sim/health`]);
  const { workflow } = bench.temporal;
  const one = async (workflowId: string): Promise<void> => {
    const options = { workflowId, taskQueue, args: [plan], signal: 'event', signalArgs: [] };
    const handle = await workflow.signalWithStart('bareCall', options);
    for (let count = 1; count < plan.signals; count += 1) await handle.signal('event');
    await handle.result();
  };
  let played = 0;
  const play = (calls: number): Promise<Played> => {
    const ids = Array.from({ length: calls }, (_, index) => `${taskQueue}-${played + index}`);
    played += calls;
    return callsASecond(ids, one);
  };
  await play(WARM_UP);
  return { play, stop: () => worker.stop() };
}
