import { setTimeout as pause } from 'node:timers/promises';

import type pg from 'pg';

import { forgetOldHealth } from '../db/health/retention.ts';
import { forgetOlderThan, type Forgotten } from '../db/retention.ts';
import type { Logger } from '../platform/log.ts';

const EVERY_MS = 3_600_000;

export interface RetentionJob {
  readonly pool: pg.Pool;
  /** 0: nothing is removed. */
  readonly days: number;
  readonly log: Logger;
  readonly onForgotten: (forgotten: Forgotten) => void;
}

/** Applies RETENTION_DAYS, and forgets old counts, once an hour, at once after the start too. Of several processes one does the work. */
export function startRetentionJob(job: RetentionJob): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  const loop = (async () => {
    while (!stopping.signal.aborted) {
      if (job.days > 0) await forgetOnce(job, signal);
      await forgetCounts(job, signal);
      await pause(EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await loop;
    },
  };
}

async function forgetCounts({ pool, log }: RetentionJob, signal: AbortSignal): Promise<void> {
  await forgetOldHealth(pool, signal).catch((error: unknown) => {
    log.warn({ err: error }, 'could not remove old counts of health; tried again in an hour');
  });
}

async function forgetOnce({ pool, days, log, onForgotten }: RetentionJob, signal: AbortSignal): Promise<void> {
  try {
    const forgotten = await forgetOlderThan(pool, days, signal);
    if (!forgotten || Object.values(forgotten).every((count) => count === 0)) return;
    onForgotten(forgotten);
    log.info({ days, ...forgotten }, 'personal data older than RETENTION_DAYS was removed');
  } catch (error) {
    log.warn({ err: error }, 'could not remove old personal data; tried again in an hour');
  }
}
