import { setTimeout as sleep } from 'node:timers/promises';
import type { Bench } from '../bench.ts';

const IDLE_MS = 4_000;

/** What the work commits in the database, less what our processes commit anyway (they look after the inbox once a second). */
export async function transactionsOf<T>(
  bench: Bench,
  work: () => Promise<T>,
): Promise<{ result: T; transactions: number }> {
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

export type Size = Awaited<ReturnType<typeof sizeOf>>;

/** What the histories of workflows consist of. */
export async function sizesOf(bench: Bench, workflowIds: readonly string[]): Promise<Size[]> {
  const sizes: Size[] = [];
  for (const workflowId of workflowIds) sizes.push(await sizeOf(bench, workflowId));
  return sizes;
}

/** A workflow of these on the average, with one decimal. */
export function meanOf(sizes: readonly Record<string, number>[]): Record<string, number> {
  const mean = (name: string): number => sizes.reduce((sum, size) => sum + (size[name] ?? 0), 0) / sizes.length;
  return Object.fromEntries(Object.keys(sizes[0] ?? {}).map((name) => [name, Number(mean(name).toFixed(1))]));
}

async function sizeOf({ temporal }: Bench, workflowId: string) {
  const handle = temporal.workflow.getHandle(workflowId);
  const [{ historyLength, historySize }, history] = await Promise.all([handle.describe(), handle.fetchHistory()]);
  const events = history.events ?? [];
  return {
    'history events': historyLength,
    'history KB': Number(((historySize ?? 0) / 1_024).toFixed(1)),
    'workflow tasks': events.filter((one) => one.workflowTaskCompletedEventAttributes).length,
    signals: events.filter((one) => one.workflowExecutionSignaledEventAttributes).length,
    'local activities': events.filter((one) => one.markerRecordedEventAttributes).length,
    activities: events.filter((one) => one.activityTaskScheduledEventAttributes).length,
  };
}
