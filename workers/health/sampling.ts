import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { sampleOnce } from '../../db/health/sample.ts';

export interface SamplingOptions {
  readonly pool: pg.Pool;
  readonly onFailure: (error: unknown) => void;
  /** Shorter than a minute, so that none is left out. */
  readonly everyMs: number;
}

/** Has what waits noted once a minute, by whichever process comes first. */
export function startSampling({ pool, onFailure, everyMs }: SamplingOptions): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const loop = (async () => {
    while (!stopping.signal.aborted) {
      await sampleOnce(pool).catch(onFailure);
      await pause(everyMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await loop;
    },
  };
}
