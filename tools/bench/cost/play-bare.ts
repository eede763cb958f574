import type { Bench } from '../bench.ts';
import type { BarePlan } from './bare/workflow.ts';
import { callsASecond, type Played } from './played.ts';

const WARM_UP = 5;

/** So many runs of the workflow without any thought, by a worker of its own. */
export async function playBare(bench: Bench, plan: BarePlan, calls: number): Promise<Played> {
  const taskQueue = `bare-${bench.env['ENCRYPT_HISTORIES'] ?? '1'}`;
  const worker = await bench.start(['tools/bench/cost/bare/worker.ts', taskQueue, `${bench.uon.url}/_sim/health`]);
  const { workflow } = bench.temporal;
  const one = async (workflowId: string): Promise<void> => {
    const options = { workflowId, taskQueue, args: [plan], signal: 'event', signalArgs: [] };
    const handle = await workflow.signalWithStart('bareCall', options);
    for (let count = 1; count < plan.signals; count += 1) await handle.signal('event');
    await handle.result();
  };
  const ids = (count: number, name: string) => Array.from({ length: count }, (_, index) => `${name}-${index}`);
  await Promise.all(ids(WARM_UP, `${taskQueue}-warm`).map(one));
  const played = await callsASecond(ids(calls, taskQueue), one);
  await worker.stop();
  return played;
}
