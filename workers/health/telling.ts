import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { noteEnd, storeCounts, type Portion } from '../../db/health/store.ts';
import type { ProcessRole } from '../../domain/health/places.ts';
import type { Tally } from './tally.ts';

export interface TellingMetrics {
  /** `failed`: it is told again; `lost`: it was the last try of a process that ends. */
  told(outcome: 'stored' | 'failed' | 'lost'): void;
}

export interface TellingOptions {
  readonly pool: pg.Pool;
  readonly tally: Tally;
  readonly role: ProcessRole;
  readonly metrics: TellingMetrics;
  readonly onFailure: (error: unknown) => void;
  readonly everyMs: number;
}

/** Pages show what happened a moment ago, and the database has a small statement of each process so often. */
export const HEALTH_TOLD_EVERY_MS = 12_000;
/** Stopping may not wait for a database that is away. */
const LAST_MS = 2_000;

/**
 * Stores again and again what the tally has counted. A portion is told until it is stored: its number says whether it was, so that
 * one whose answer was lost counts once. What was counted since the last one is lost where the process is killed.
 */
export function startTelling(options: TellingOptions): { stop(): Promise<void> } {
  const { pool, tally, role, metrics, onFailure, everyMs } = options;
  const self = randomUUID();
  const stopping = new AbortController();
  let portion: Portion | null = null;
  let number = 0;

  const tell = async (): Promise<void> => {
    tally.alive();
    portion ??= { process: self, role, number: (number += 1), rows: tally.takeRows() };
    try {
      await storeCounts(pool, portion);
      portion = null;
      metrics.told('stored');
    } catch (error) {
      metrics.told('failed');
      onFailure(error);
    }
  };
  const loop = (async () => {
    while (!stopping.signal.aborted) {
      await tell();
      await pause(everyMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  })();
  /** What a failure held back, and then the rest. */
  const tellAll = async (): Promise<void> => {
    await loop;
    if (portion) await tell();
    if (!portion) await tell();
    if (!portion) await noteEnd(pool, self).catch(onFailure);
  };
  return {
    async stop() {
      stopping.abort();
      await Promise.race([tellAll(), pause(LAST_MS, undefined, { ref: false })]);
      if (portion) metrics.told('lost');
    },
  };
}
