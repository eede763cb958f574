import { quantile, type Bench, type Row } from '../bench.ts';
import { openAgency, type Agency } from '../popup-delay.ts';
import type { BarePlan } from './bare/workflow.ts';
import { openBare } from './play-bare.ts';
import { playThroughApi, playWorkflows } from './play-ours.ts';
import { meanOf, sizesOf, transactionsOf } from './size.ts';

const CALLS = 100;
const WARM_UP = 5;
/** Ours and the bare one in turn: a machine that is shared has good and bad minutes. */
const ROUNDS = 5;

/**
 * Whole calls a second of ours, each of an account of its own so that no limit holds them up, against a workflow without any
 * thought that has, call by call, as many signals, activities and database transactions: what our workflow itself costs, with the payload
 * codec in both or in neither, and what the way through the API adds. Medians.
 */
export async function measureCost(bench: Bench): Promise<Record<string, Row>> {
  const agencies = await Promise.all(Array.from({ length: CALLS }, (_, index) => openAgency(bench, `cost-${index}`)));
  const inClear = await bench.withWorkers({ ENCRYPT_HISTORIES: '0' });
  // All have called before, so that a call finds its client in the cache.
  const throughApi = await playThroughApi(bench, agencies);
  const { result, transactions } = await transactionsOf(bench, () => playWorkflows(bench, agencies));
  const sizes = await sizesOf(bench, result.workflowIds);
  const steps = sizes.reduce((sum, size) => sum + size['local activities'], 0);
  const perStep = Math.max(1, Math.round(transactions / steps));
  await playWorkflows(inClear, agencies.slice(0, WARM_UP));
  const encrypted = await inTurns(bench, agencies, perStep);
  const clear = await inTurns(inClear, agencies, perStep);
  await inClear.stop();
  return {
    'our workflow': {
      ...row(encrypted.ours, encrypted.ratio),
      ...meanOf(sizes),
      'transactions a call': Math.round(transactions / CALLS),
    },
    'bare workflow': { ...row(encrypted.bare), ...meanOf(await sizesOf(bench, encrypted.bareIds)) },
    'our workflow, not encrypted': row(clear.ours, clear.ratio),
    'bare workflow, not encrypted': row(clear.bare),
    'our calls through the API': row(throughApi.perSecond),
  };
}

/** `transactions`: of each local activity of the bare workflow. */
async function inTurns(bench: Bench, agencies: readonly Agency[], transactions: number) {
  const bare = await openBare(bench);
  const rounds = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const ours = await playWorkflows(bench, agencies);
    rounds.push({ ours, bare: await bare.play(await plansOf(bench, ours.workflowIds, transactions)) });
  }
  await bare.stop();
  const median = (values: readonly number[]) => quantile(values, 0.5);
  return {
    ours: median(rounds.map((one) => one.ours.perSecond)),
    bare: median(rounds.map((one) => one.bare.perSecond)),
    ratio: median(rounds.map((one) => one.bare.perSecond / one.ours.perSecond)),
    bareIds: rounds.at(-1)?.bare.workflowIds ?? [],
  };
}

/** What each of our calls consisted of: how many of its steps an ordinary activity took over depends on how busy all are. */
async function plansOf(bench: Bench, workflowIds: readonly string[], transactions: number): Promise<BarePlan[]> {
  return (await sizesOf(bench, workflowIds)).map((size) => ({
    signals: size.signals,
    localActivities: size['local activities'],
    activities: size.activities,
    transactions,
  }));
}

function row(perSecond: number, ratio?: number): Row {
  return {
    'calls a second': perSecond.toFixed(1),
    ...(ratio !== undefined && { 'times the bare workflow': ratio.toFixed(2) }),
  };
}
