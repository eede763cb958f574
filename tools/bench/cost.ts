import { setTimeout as sleep } from 'node:timers/promises';
import { createDataConverter } from '../../platform/data-converter.ts';
import { readSecretsKeys } from '../../platform/secrets-key.ts';
import { Client } from '@temporalio/client';
import { answeredCall, newCallId } from '../../tests/support/call-script.ts';
import { waitFor } from '../../tests/support/wait-for.ts';
import { callWorkflowId } from '../../workflows/names.ts';
import { post, type Bench, type Row } from './bench.ts';
import type { BarePlan } from './bare/workflow.ts';
import { openAgency, type Agency } from './popup-delay.ts';

const CALLS = 100;
const IDLE_MS = 4_000;

/**
 * Whole calls a second of ours, each of an account of its own so that no limit holds them up, against a workflow without any
 * thought that has as many signals, activities and database transactions: what our workflow itself costs.
 */
export async function measureCost(bench: Bench): Promise<Record<string, Row>> {
  const agencies = await Promise.all(Array.from({ length: CALLS }, (_, index) => openAgency(bench, `cost-${index}`)));
  await playCalls(bench, agencies.slice(0, 5));
  const { result: ours, transactions } = await transactionsOf(bench, () => playCalls(bench, agencies));
  const transactionsEach = transactions / CALLS;
  const size = await sizeOf(bench, ours.last);
  const plan: BarePlan = {
    signals: size.signals,
    localActivities: size.localActivities,
    activities: size.activities,
    transactions: Math.max(1, Math.round(transactionsEach / size.localActivities)),
  };
  const bare = await playBare(bench, plan, true);
  const bareInClear = await playBare(bench, plan, false);
  const row = (perSecond: number): Row => ({
    'calls a second': perSecond.toFixed(1),
    'times the bare workflow': (bare / perSecond).toFixed(2),
  });
  return {
    'our calls, through the API': {
      ...row(ours.perSecond),
      ...size,
      'transactions a call': transactionsEach.toFixed(0),
    },
    'bare workflow': row(bare),
    'bare workflow, not encrypted': row(bareInClear),
  };
}

async function playCalls(bench: Bench, agencies: readonly Agency[]): Promise<{ perSecond: number; last: string }> {
  const calls = agencies.map(({ enterprise, phone }) => ({ enterprise, phone, callId: newCallId() }));
  const from = performance.now();
  await Promise.all(calls.map((call) => post(bench, call.enterprise, answeredCall(call))));
  const ids = calls.map(({ callId }) => callId);
  const closed = `select count(*)::int as n from calls where call_id = any ($1) and closed_at is not null`;
  await waitFor(
    'the end of all calls',
    async () => (await bench.pool.query<{ n: number }>(closed, [ids])).rows[0]?.n === calls.length,
    180_000,
  );
  const perSecond = calls.length / ((performance.now() - from) / 1_000);
  const last = calls.at(-1);
  return { perSecond, last: last ? callWorkflowId(last.enterprise.number, last.callId) : '' };
}

async function playBare(bench: Bench, plan: BarePlan, encrypted: boolean): Promise<number> {
  const taskQueue = encrypted ? 'bare' : 'bare-in-clear';
  const worker = await bench.start(['tools/bench/bare/worker.ts', taskQueue, `${bench.uon.url}/_sim/health`], {
    ENCRYPT_HISTORIES: encrypted ? '1' : '0',
  });
  const keys = readSecretsKeys(bench.env.SECRETS_KEY);
  if (!keys) throw new Error('unreadable key');
  const dataConverter = createDataConverter(keys, { encrypt: encrypted });
  const { connection, options } = bench.temporal;
  const client = new Client({ connection, namespace: options.namespace, dataConverter });
  const one = async (index: number): Promise<void> => {
    const options = { workflowId: `${taskQueue}-${index}`, taskQueue, args: [plan], signal: 'event', signalArgs: [] };
    const handle = await client.workflow.signalWithStart('bareCall', options);
    for (let count = 1; count < plan.signals; count += 1) await handle.signal('event');
    await handle.result();
  };
  await Promise.all(Array.from({ length: 5 }, (_, index) => one(-1 - index)));
  const from = performance.now();
  await Promise.all(Array.from({ length: CALLS }, (_, index) => one(index)));
  const perSecond = CALLS / ((performance.now() - from) / 1_000);
  await worker.stop();
  return perSecond;
}

/** What the work commits in the database, less what our processes commit anyway (they look after the inbox once a second). */
async function transactionsOf<T>(bench: Bench, work: () => Promise<T>): Promise<{ result: T; transactions: number }> {
  const count = async () => {
    // PostgreSQL's processes tell what they did once a second.
    await sleep(1_100);
    const sql = `select xact_commit::int as n from pg_stat_database where datname = current_database()`;
    return { n: (await bench.pool.query<{ n: number }>(sql)).rows[0]?.n ?? 0, at: performance.now() };
  };
  const idle = await count();
  await sleep(IDLE_MS);
  const before = await count();
  const result = await work();
  const after = await count();
  const anyway = ((before.n - idle.n) / (before.at - idle.at)) * (after.at - before.at);
  return { result, transactions: after.n - before.n - anyway };
}

async function sizeOf(bench: Bench, workflowId: string) {
  const handle = bench.temporal.workflow.getHandle(workflowId);
  const [{ historyLength, historySize }, history] = await Promise.all([handle.describe(), handle.fetchHistory()]);
  const events = history.events ?? [];
  return {
    'history events': historyLength,
    'history KB': Number(((historySize ?? 0) / 1_024).toFixed(1)),
    signals: events.filter((one) => one.workflowExecutionSignaledEventAttributes).length,
    localActivities: events.filter((one) => one.markerRecordedEventAttributes).length,
    activities: events.filter((one) => one.activityTaskScheduledEventAttributes).length,
  };
}
