import type pg from 'pg';
import { claimOverdue, releaseKept, type InboxRow } from '../db/inbox.ts';
import type { Deliverer } from './deliver.ts';

/** A row this old was left by a process that died, or by a Temporal that was away. */
const OVERDUE_MS = 2_000;
const BATCH = 200;

export interface SweeperDeps {
  readonly pool: pg.Pool;
  readonly deliverer: Deliverer;
  readonly everyMs?: number;
  readonly onFailure: (error: unknown) => void;
}

/** Signals again, once a second, what waits in the inbox. Several processes share the work. */
export function startSweeper(deps: SweeperDeps): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const loop = (async () => {
    while (!stopping.signal.aborted) {
      await sweepOnce(deps).catch(deps.onFailure);
      await pause(deps.everyMs ?? 1_000, stopping.signal);
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await loop;
    },
  };
}

async function sweepOnce({ pool, deliverer }: SweeperDeps): Promise<void> {
  await releaseKept(pool);
  const overdue = (await claimOverdue(pool, OVERDUE_MS, BATCH)).filter((row) => !deliverer.isUnderWay(row.id));
  const byEnterprise = Map.groupBy(overdue, (row: InboxRow) => row.enterprise);
  await Promise.all(
    [...byEnterprise].map(([enterprise, deliveries]) =>
      deliverer.deliver(enterprise, { callId: null, deliveries, retractions: [] }),
    ),
  );
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
