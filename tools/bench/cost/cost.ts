import type { Bench, Row } from '../bench.ts';
import { openAgency } from '../popup-delay.ts';
import type { BarePlan } from './bare/workflow.ts';
import { playBare } from './play-bare.ts';
import { rowOf } from './played.ts';
import { playThroughApi, playWorkflows } from './play-ours.ts';
import { sizeOf, transactionsOf } from './size.ts';

const CALLS = 100;
const WARM_UP = 5;

/**
 * Whole calls a second of ours, each of an account of its own so that no limit holds them up, against a workflow without any
 * thought that has as many signals, activities and database transactions: what our workflow itself costs, with the payload
 * codec in both or in neither, and what the way through the API adds.
 */
export async function measureCost(bench: Bench): Promise<Record<string, Row>> {
  const agencies = await Promise.all(Array.from({ length: CALLS }, (_, index) => openAgency(bench, `cost-${index}`)));
  const inClear = await bench.withWorkers({ ENCRYPT_HISTORIES: '0' });
  // Both have been asked by all agencies before: a call finds its client in the cache.
  await playThroughApi(bench, agencies);
  await playWorkflows(inClear, agencies.slice(0, WARM_UP));

  const { result: ours, transactions } = await transactionsOf(bench, () => playWorkflows(bench, agencies));
  const size = await sizeOf(bench, ours.last);
  const plan: BarePlan = {
    signals: size.signals,
    localActivities: size['local activities'],
    activities: size.activities,
    transactions: Math.max(1, Math.round(transactions / CALLS / size['local activities'])),
  };
  const bare = await playBare(bench, plan, CALLS);
  const oursInClear = await playWorkflows(inClear, agencies);
  const bareInClear = await playBare(inClear, plan, CALLS);
  const throughApi = await playThroughApi(bench, agencies);
  await inClear.stop();
  return {
    'our workflow': { ...rowOf(ours, bare), ...size, 'transactions a call': (transactions / CALLS).toFixed(0) },
    'bare workflow': { ...rowOf(bare), ...(await sizeOf(bench, bare.last)) },
    'our workflow, not encrypted': rowOf(oursInClear, bareInClear),
    'bare workflow, not encrypted': rowOf(bareInClear),
    'our calls through the API': rowOf(throughApi, bare),
  };
}
