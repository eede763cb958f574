import { quantile, type Bench, type Row } from '../bench.ts';
import { openAgency, type Agency } from '../popup-delay.ts';
import type { BarePlan } from './bare/workflow.ts';
import { openBare } from './play-bare.ts';
import { playThroughApi, playWorkflows } from './play-ours.ts';
import { sizeOf, transactionsOf } from './size.ts';

const CALLS = 100;
const WARM_UP = 5;
/** Ours and the bare one in turn: a machine that is shared has good and bad minutes. */
const ROUNDS = 3;

/**
 * Whole calls a second of ours, each of an account of its own so that no limit holds them up, against a workflow without any
 * thought that has as many signals, activities and database transactions: what our workflow itself costs, with the payload
 * codec in both or in neither, and what the way through the API adds. Medians.
 */
export async function measureCost(bench: Bench): Promise<Record<string, Row>> {
  const agencies = await Promise.all(Array.from({ length: CALLS }, (_, index) => openAgency(bench, `cost-${index}`)));
  const inClear = await bench.withWorkers({ ENCRYPT_HISTORIES: '0' });
  // All have called before, so that a call finds its client in the cache.
  const throughApi = await playThroughApi(bench, agencies);
  const { result, transactions } = await transactionsOf(bench, () => playWorkflows(bench, agencies));
  const size = await sizeOf(bench, result.last);
  const plan: BarePlan = {
    signals: size.signals,
    localActivities: size['local activities'],
    activities: size.activities,
    transactions: Math.max(1, Math.round(transactions / CALLS / size['local activities'])),
  };
  await playWorkflows(inClear, agencies.slice(0, WARM_UP));
  const encrypted = await inTurns(bench, agencies, plan);
  const clear = await inTurns(inClear, agencies, plan);
  await inClear.stop();
  return {
    'our workflow': {
      ...row(encrypted.ours, encrypted.ratio),
      ...size,
      'transactions a call': Math.round(transactions / CALLS),
    },
    'bare workflow': { ...row(encrypted.bare), ...(await sizeOf(bench, encrypted.last)) },
    'our workflow, not encrypted': row(clear.ours, clear.ratio),
    'bare workflow, not encrypted': row(clear.bare),
    'our calls through the API': row(throughApi.perSecond),
  };
}

async function inTurns(bench: Bench, agencies: readonly Agency[], plan: BarePlan) {
  const bare = await openBare(bench, plan);
  const rounds = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const ours = await playWorkflows(bench, agencies);
    rounds.push({ ours, bare: await bare.play(agencies.length) });
  }
  await bare.stop();
  const median = (values: readonly number[]) => quantile(values, 0.5);
  return {
    ours: median(rounds.map((one) => one.ours.perSecond)),
    bare: median(rounds.map((one) => one.bare.perSecond)),
    ratio: median(rounds.map((one) => one.bare.perSecond / one.ours.perSecond)),
    last: rounds.at(-1)?.bare.last ?? '',
  };
}

function row(perSecond: number, ratio?: number): Row {
  return {
    'calls a second': perSecond.toFixed(1),
    ...(ratio !== undefined && { 'times the bare workflow': ratio.toFixed(2) }),
  };
}
